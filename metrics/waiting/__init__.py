"""What is left to do: complaints past their time, follow-ups due, and unhappy customers to call back."""
