"""What a policy is worth in money: customers kept, what they bring in, what it cost."""
