using SmartAI.Platform.Operations.Prompts;

namespace SmartAI.Approvals;

internal static class ApprovalsPrompts
{
    internal static readonly Prompt WorkThrough = new(
        "approvals_work_through",
        "Work through what waits for me",
        "Goes through the approvals that wait for one's yes, one by one, and says what each would change.",
        """
        Help me decide what waits for my yes.

        1. List it with approvals_waiting, the one that expires first at the top.
        2. For each, read it with approvals_get and tell me: what would be done, to whom or what, asked by which program and when; each value beside the present
           one; what could not be taken back; what is odd about it.
        3. Say what you would decide and why. I decide, in the web app: give me the address of each approval. You cannot say yes for me.
        """
    )
    {
        Uses = ["approvals.waiting", "approvals.get"],
        Page = "members/approvals",
    };
}
