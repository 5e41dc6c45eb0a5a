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
        new("/my/concern/{process:guid?}", PeerWorker, "/my/concern"),
        new("/my/concern/{process:guid?}", PeerWorker, "/my", "a[href^='/my/concern/']"),
        new("/my/concern/{process:guid}/call", PeerWorker, "/my", "a[href^='/my/concern/']", "/call"),
        new("/my/months/{month?}", PeerWorker, "/my/months"),
        new("/my/months/{month?}", PeerWorker, "/my/months/2026-10"),
        new("/my/months/{month?}", PeerWorker, "/my/months/2026-12"),
        new("/my/months/{month}/hours/{entry:guid}", PeerWorker, "/my/months", "a[href*='/hours/']"),
        new("/my/limit", PeerWorker, "/my/limit"),
        new("/my/plan/{month?}", PeerWorker, "/my/plan"),
    ];
}
