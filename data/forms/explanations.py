"""What each column means, in plain words for the person who fills it in: an entry a column key."""

from __future__ import annotations

from data.language import mark as _

MEANINGS = {
    # Dimensions
    "channel": _("How the customer got in touch: phone, e-mail, shop ..."),
    "segment": _("The group that the customer belongs to, such as private or business."),
    "team": _("The team or department that dealt with it."),
    "branch": _("The branch, shop or place that it belongs to."),
    "product": _("The product or service that it is about."),
    "employee": _("Who dealt with it."),
    "touchpoint": _("Where on the customer's way it was: pre-sale, purchase, delivery, after-sale, support."),
    "customer_id": _("Your own number for the customer, the same in all files."),
    # Survey answers, and scores elsewhere
    "response_id": _("The number of the answer. A later file with the same number replaces this row."),
    "answered_at": _("The day on which the customer answered."),
    "csat": _("How satisfied the customer says to be."),
    "nps": _("How likely the customer is to recommend you."),
    "ces": _("How easy it was for the customer to get what was needed. A higher score is easier."),
    "comment": _("What the customer wrote."),
    # Complaints
    "complaint_id": _("The number of the complaint. A later file with the same number replaces this row."),
    "received_at": _("When the complaint came in."),
    "first_response_at": _("When the customer first got an answer from a person."),
    "first_response_hours": _(
        "How many hours it took until the first answer; only where you don't have its date and time."
    ),
    "resolved_at": _("When the complaint was resolved. Leave it empty while it is open."),
    "resolution_hours": _(
        "How many hours it took to resolve the complaint; only where you don't have the date and time."
    ),
    "promised_at": _("The day by which the customer was promised a solution."),
    "followed_up_at": _("When somebody asked the customer afterwards whether all is well."),
    "analysed_at": _("When it was clear what had gone wrong."),
    "told_at": _("When the customer was told how it was resolved."),
    "customer_name": _("The customer's name. It is kept apart, and no figure is made from it."),
    "customer_address": _("The customer's address. It is kept apart, and no figure is made from it."),
    "customer_phone": _("The customer's phone number. It is kept apart, and no figure is made from it."),
    "customer_email": _("The customer's e-mail address. It is kept apart, and no figure is made from it."),
    "nature": _("What kind of complaint it is, such as late delivery."),
    "description": _("What happened, in the customer's words or yours."),
    "agreed_solution": _("What you and the customer agreed on."),
    "resolved_on_spot": _("Whether it was solved at once, by the person who took the complaint."),
    "action": _("What was done."),
    "compensation": _("What the customer was paid or credited, in your currency."),
    "prevention": _("What should be done so that it doesn't happen again."),
    "satisfied": _("Whether the customer was satisfied with how the complaint was handled."),
    "escalated": _("Whether it was passed on to a superior."),
    "reopened": _("Whether the complaint had to be opened again."),
    "repurchased": _("Whether the customer bought again afterwards."),
    "status": _("Where the complaint stands today."),
    # Calls, chats and e-mails
    "contact_id": _("The number of the call, chat or e-mail. A later file with the same number replaces it."),
    "started_at": _("When the call, chat or e-mail began or came in."),
    "started_time": _("The time of day at which it began, where the date stands alone in its own column."),
    "inbound": _("Whether the customer called you, and not you the customer."),
    "answered": _("Whether somebody answered, before the customer gave up."),
    "abandoned": _("Whether the customer gave up; only where you don't note who was answered."),
    "wait_seconds": _("How long the customer waited until somebody answered."),
    "rings": _("How often the phone rang before somebody answered."),
    "handle_seconds": _("How long it took: talking, and the work afterwards."),
    "transferred": _("Whether the customer was passed on to somebody else."),
    "resolved_first": _("Whether this first contact settled the matter."),
    # Customers
    "joined_at": _("The day on which the customer became one."),
    "left_at": _("The day on which the customer left. Leave it empty for those who are still there."),
    "mean_purchase": _("What the customer spends on average with one purchase, in your currency."),
    "purchases_per_month": _("How often the customer buys in a month, on average."),
    "purchase_count": _(
        "How many purchases the customer made by the day of the list, each time over the same length of time,"
        " such as the last twelve months."
    ),
    "tenure_months": _("For how many months the customer had been one on the day of the list."),
    "churned": _("Whether the customer had left by the day of the list."),
    "monthly_value": _("What the customer pays in a month, in your currency."),
    "complained": _("Whether the customer has ever complained, by the day of the list."),
    # Totals
    "period": _("The month, quarter, year, week or day that the row adds up."),
    "complaints": _("How many complaints came in during the period."),
    "answers": _("How many customers answered in the period."),
    "satisfied_answers": _("How many of the answers were satisfied: the two best of your scale."),
    "satisfied_share": _("What share of the answers was satisfied; only where you don't have their number."),
    "csat_average": _("The mean of the satisfaction scores of the period."),
    "promoters": _("How many answered 9 or 10 when asked whether they would recommend you."),
    "passives": _("How many answered 7 or 8 when asked whether they would recommend you."),
    "detractors": _("How many answered 0 to 6 when asked whether they would recommend you."),
    "nps_score": _(
        "The net promoter score of the period, from −100 to 100; only where you don't have the numbers of"
        " promoters, passives and detractors."
    ),
    "contacts_offered": _("How many calls, chats or e-mails came in during the period."),
    "contacts_answered": _("How many of them somebody answered."),
    "contacts_abandoned": _("How many of them ended before anybody answered."),
    "answered_share": _("What share of them was answered; only where you don't have the number."),
    "abandoned_share": _("What share of them nobody answered; only where you don't have the number."),
    "wait_average": _("How long those who were answered waited on average."),
    "wait_total": _("How long those who were answered waited, all together."),
    "handle_average": _("How long an answered one took on average: talking, and the work afterwards."),
    "handle_total": _("How long all the answered ones took together."),
    "settled_first": _("How many of the answered ones were settled at the first contact."),
    "settled_first_share": _(
        "What share of the answered ones was settled at the first contact; only where you don't have the"
        " number."
    ),
    "customers_start": _("How many customers you had when the period began."),
    "customers_end": _("How many of those customers were still there at the end, so without new ones."),
    "customers_new": _("How many customers joined in the period."),
    "revenue": _("What customers paid you in the period, in your currency."),
    "purchases": _("How many purchases there were in the period."),
    "sold": _("How many pieces were sold in the period."),
    "returned": _("How many pieces customers sent back in the period."),
    "ordered": _("How many lines customers ordered in the period."),
    "unavailable": _("How many of the ordered lines could not be delivered from stock."),
    "produced": _("How many pieces were made in the period."),
    "rejected": _("How many of the pieces made were found faulty."),
    "shipped": _("How many parcels were sent in the period."),
    "reshipped": _("How many parcels had to be sent again."),
    "service_cost": _("What customer service cost in the period, in your currency."),
}
