"""What the sample company wrote down of its complaints: what went wrong, what was done, how to avoid it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.samples.chance import generator, partly, pick

# The share of complaints with a description, and of the solved ones with what was agreed and done.
DESCRIBED, AGREED, ACTED = 0.82, 0.55, 0.5
# The share of the solved complaints for which staff wrote how to avoid it next time.
PREVENTABLE = {
    "Late delivery": 0.46,
    "Faulty product": 0.34,
    "Billing": 0.52,
    "Installation": 0.30,
    "Waiting time": 0.16,
    "Staff attitude": 0.12,
}
# With how often each is written, beside the others.
DESCRIPTIONS = {
    "Late delivery": {
        "The delivery came three days late and nobody told us.": 5,
        "Delivery was late again, second time this year.": 4,
        "We waited at home all day and the van never came.": 4,
        "No van came, we waited at home the whole day for nothing.": 2,
        "The delivery slot was changed twice without asking.": 3,
        "The slot was changed without asking us.": 2,
        "The washing machine came a week after the promised date.": 2,
        "The parcel tracking said delivered, but nothing was there.": 2,
    },
    "Faulty product": {
        "The fridge stopped cooling after two weeks.": 4,
        "The fridge is not cooling at all.": 3,
        "The dryer stopped in the middle of a cycle, third time with the same fault.": 4,
        "Same fault as before the repair.": 3,
        "The door of the oven does not close.": 2,
        "The oven door does not close properly.": 2,
        "The kettle arrived with a crack in it.": 2,
        "The display shows an error and the machine stops.": 2,
    },
    "Billing": {
        "Still waiting for the refund of the cancelled order.": 4,
        "The refund has not arrived yet.": 4,
        "The invoice charges the service plan twice.": 4,
        "Charged twice for the service plan.": 3,
        "The price on the invoice is not the one that was offered.": 3,
        "The discount is missing from the invoice.": 2,
    },
    "Installation": {
        "The technician did not connect the drain, water on the floor.": 3,
        "Water on the floor after the dishwasher was installed.": 3,
        "The technician came without the right parts.": 4,
        "The old cooker was left behind.": 2,
        "A scratch on the worktop after the installation.": 2,
    },
    "Waiting time": {
        "Forty minutes on hold before anyone answered.": 4,
        "On hold for half an hour.": 3,
        "Nobody called me back.": 4,
        "Two weeks until the first free date for a repair.": 3,
    },
    "Staff attitude": {
        "The adviser was rude and hung up.": 3,
        "The adviser interrupted me all the time.": 2,
        "The technician left without a word.": 2,
        "I was passed from one person to another and blamed in the end.": 3,
    },
}
PREVENTIONS = {
    "Late delivery": {
        "Call the customer the day before when a slot changes": 5,
        "Tell the customer by text message when the van is late": 5,
        "Send a text message when the van is late": 4,
        "Plan fewer stops for each van in December": 2,
    },
    "Faulty product": {
        "Test the machine before it leaves the warehouse": 5,
        "Test before it leaves the warehouse": 3,
        "Replace the seal at the first repair": 2,
        "Return the batch to the manufacturer": 2,
    },
    "Billing": {
        "Refund on the day of the cancellation": 5,
        "Pay the refund on the day of the cancellation": 3,
        "Check the price offered before the invoice is sent": 4,
        "End the old service plan when a new one starts": 3,
    },
    "Installation": {
        "Bring the parts list of the model to the visit": 3,
        "Check for leaks for ten minutes before leaving": 4,
    },
    "Waiting time": {"Offer a call back after five minutes on hold": 3, "Add an evening shift on Mondays": 1},
    "Staff attitude": {"Coach the adviser on difficult calls": 2, "Listen to two calls a week together": 1},
}
SOLUTIONS = {
    "Late delivery": ("New delivery date agreed", "Delivery fee refunded", "Evening delivery agreed"),
    "Faulty product": ("Repair agreed", "Replacement agreed", "Money back agreed"),
    "Billing": ("Invoice corrected", "Refund agreed", "Discount granted afterwards"),
    "Installation": ("Second visit agreed", "Damage to be repaired", "Old appliance to be collected"),
    "Waiting time": ("Call back agreed", "Earlier date found"),
    "Staff attitude": ("Apology accepted", "Another adviser takes over"),
}
ACTIONS = (
    "Called the customer and explained",
    "Passed to the team lead",
    "Ordered at once, customer informed by e-mail",
    "Booked and confirmed in writing",
)


def worded(frame: pd.DataFrame) -> pd.DataFrame:
    """The complaints with what was written down of them; empty where nothing was."""
    rng = generator("complaint words")
    nature, solved = frame["nature"].to_numpy(), frame["resolved_at"].notna().to_numpy()
    known = pd.DataFrame(
        {
            "description": rng.random(len(frame)) < DESCRIBED,
            "agreed_solution": solved & (rng.random(len(frame)) < AGREED),
            "action": solved & (rng.random(len(frame)) < ACTED),
            "prevention": solved & (rng.random(len(frame)) < [PREVENTABLE[name] for name in nature]),
        }
    )
    evenly = {name: dict.fromkeys(texts, 1) for name, texts in SOLUTIONS.items()}
    written = {
        "description": _by_nature(rng, nature, DESCRIPTIONS),
        "agreed_solution": _by_nature(rng, nature, evenly),
        "action": pick(rng, dict.fromkeys(ACTIONS, 1 / len(ACTIONS)), len(frame)),
        "prevention": _by_nature(rng, nature, PREVENTIONS),
    }
    return frame.assign(**{name: partly(texts, known[name].to_numpy()) for name, texts in written.items()})


def _by_nature(rng: np.random.Generator, nature: np.ndarray, texts: dict[str, dict[str, int]]) -> np.ndarray:
    """A text of its nature for each complaint, drawn by how often each is written."""
    drawn = np.full(len(nature), "", dtype=object)
    for name, often in texts.items():
        of = nature == name
        shares = {text: weight / sum(often.values()) for text, weight in often.items()}
        drawn[of] = pick(rng, shares, int(of.sum()))
    return drawn
