namespace AiDevFramework.FakeOpenRouter.Answers.Domains;

internal static class Clinika
{
    public static Domain Domain { get; } = new(
        "Clinika",
        "Clinika lets patients of small practices book, move and cancel appointments at any hour, without a phone queue.",
        Sensitive: true,
        [
            ("Patient", "remembers in the evening that an appointment is due, books about four times a year"),
            ("Practitioner", "wants a day without gaps and without double bookings"),
            ("Receptionist", "answers forty calls a day and types each appointment by hand"),
        ],
        "A patient has a confirmed appointment two minutes after opening the page of the practice.",
        ["Health data under GDPR article 9: consent, export and deletion", "Hosting inside the country of the practice", "Usable with a screen reader (WCAG 2.2 AA)"],
        ["Billing to insurers, which differs in every country", "Video consultations, which need certification of their own", "A native mobile app before the web page has proven itself"],
        new Stack(
            "Vue 3 + TypeScript + Vite + Pinia",
            "Python + FastAPI + SQLAlchemy",
            "PostgreSQL 16 + pgcrypto",
            "Docker + Hetzner Cloud + Caddy + Restic backups",
            ["Text messages: MessageBird (F4), per message; reminders fall back to e-mail when it is down",
             "E-mail: Postmark (F1, F4), per 10,000 messages; queued for up to a day when it is down"]),
        [
            new("Patient Accounts", "Patient", "patient", "Register:Registered Verify:Verified Erase:Erased",
                "Patients register with name, birth date and a verified phone number. They can export and erase their data themselves.",
                "register once, so that the practice knows me next time", "a phone number belongs to one verified patient",
                ["Given a phone number, when the patient enters the code sent to it, then the account is verified",
                 "Given a wrong code three times, when the fourth is entered, then the code is void and a new one can be asked for after one minute"]),
            new("Practitioner Calendars", "Calendar", "practitioner", "Open:Opened Block:Blocked Close:Closed",
                "Each practitioner opens hours by weekly pattern, with kinds of appointment and their lengths, and blocks holidays.",
                "block next Friday in one step, so that nobody books it", "bookable slots never overlap a blocked time",
                ["Given a weekly pattern, when it is saved, then the slots of the next twelve weeks are bookable",
                 "Given booked appointments on a day, when the day is blocked, then the product lists them and asks before it blocks"]),
            new("Appointment Booking", "Appointment", "patient", "Book:Booked Move:Moved Cancel:Cancelled",
                "Patients see free slots by kind of appointment and book, move or cancel up to 24 hours before.",
                "move my appointment at night, so that I need not call in the morning", "one slot holds one appointment",
                ["Given one free slot, when two patients book it at once, then one is booked and the other is shown the next three free slots",
                 "Given an appointment in less than 24 hours, when the patient cancels it, then the page shows the number of the practice instead"]),
            new("Reminders", "Notice", "receptionist", "Schedule:Scheduled Deliver:Delivered Bounce:Bounced",
                "Two days before an appointment the patient gets a text message with a link to confirm or cancel.",
                "have reminders sent by themselves, so that fewer patients forget", "a cancelled appointment is never reminded",
                ["Given an appointment in 48 hours, when the time comes, then one message is delivered",
                 "Given an undeliverable number, when the message bounces, then the receptionist sees the patient on a list to call"]),
            new("Visit Notes", "Note", "practitioner", "Draft:Drafted Sign:Signed Amend:Amended",
                "The practitioner writes a short note per visit and signs it. A signed note is only ever amended, never changed.",
                "sign the note before the next patient, so that nothing is left for the evening", "a signed note is immutable",
                ["Given a draft, when it is signed, then it carries name and time and can no longer be edited",
                 "Given a receptionist, when she opens a visit, then the note is not visible and the attempt is logged"]),
        ]);
}
