using Helsinki.PeerWork.Browser.Tests.Kernel;

namespace Helsinki.PeerWork.Browser.Tests.Me;

static class MeSights
{
    const string PeerWorker = "peer-worker";

    public static IReadOnlyList<Sight> All { get; } =
    [
        new("/my", PeerWorker, "/my"),
        new("/my/meeting", PeerWorker, "/my/meeting"),
        new("/my/missed", PeerWorker, "/my/missed"),
        new("/my/meetings/{process:guid}/{meeting:guid}", PeerWorker, "/my/months/2026-10", "a[href^='/my/meetings/']"),
        new("/my/hours", PeerWorker, "/my/hours"),
        new("/my/concern", PeerWorker, "/my/concern"),
        new("/my/concern", PeerWorker, "/my", "a[href^='/my/concern?process=']"),
        new("/my/months/{month?}", PeerWorker, "/my/months"),
        new("/my/months/{month?}", PeerWorker, "/my/months/2026-10"),
        new("/my/months/{month?}", PeerWorker, "/my/months/2026-12"),
        new("/my/months/{month}/hours/{entry:guid}", PeerWorker, "/my/months", "a[href*='/hours/']"),
        new("/my/concern/{process:guid}/raised", PeerWorker, "/my/concern/0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c25/raised"),
        new("/my/limit", PeerWorker, "/my/limit"),
        new("/my/plan/{month?}", PeerWorker, "/my/plan"),
    ];
}
