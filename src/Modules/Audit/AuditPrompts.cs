using SmartAI.Platform.Operations.Prompts;

namespace SmartAI.Audit;

internal static class AuditPrompts
{
    internal static readonly Prompt ExplainEntry = new(
        "audit_explain_entry",
        "Explain an audit entry",
        "Tells in plain words what an entry of the audit trail says, and what happened around it.",
        """
        Explain the entry {entry} of the audit trail to me.

        1. Read it with audit_entries_get.
        2. With audit_entries_list, read what the same request did (requestId), and what the same person did in the ten minutes before and after it (actorId,
           occurredFrom, occurredTo).
        3. Tell me in plain words: who did what, to whom or what, through which face and from where; what changed, value by value; whether it was done, refused
           or failed, and what its code means.
        4. Say what is unusual about it, if anything is, and what you cannot know from the trail.
        """
    )
    {
        Uses = ["audit.entries.get", "audit.entries.list"],
        Arguments = [new("entry", "The entry's id, as the audit page shows it.")],
    };

    internal static readonly Prompt ReviewSignIns = new(
        "audit_review_sign_ins",
        "Review sign-ins",
        "Looks through recent sign-ins, refused ones too, for what somebody should look into.",
        """
        Review the sign-ins of the last {days} days.

        1. Read them with audit_entries_list: action identity.session.started for those that succeeded, and operation identity.session.sign_in with outcome
           refused and failed for the others. Follow next until the time is covered, or tell me how far you came.
        2. Group them by person, address and client.
        3. Name what deserves a look: many refusals for one account or from one address, a success right after refusals, a person at an address or with a
           client that was not seen before, changes of passwords or tokens soon after. Say how sure you are, and which entries show it (their ids).
        4. End with what I could do about each, and do none of it yourself.
        """
    )
    {
        Uses = ["audit.entries.list"],
        Arguments = [new("days", "How many days back, 7 if nothing is given.", "7") { Suggestions = ["1", "7", "30"] }],
    };
}
