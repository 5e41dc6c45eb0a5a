using Helsinki.PeerWork.Browser.Tests.Kernel;

namespace Helsinki.PeerWork.Browser.Tests.Payroll;

static class PayrollSights
{
    const string Payee = "tbody th a[href^='/payroll/payees/']";

    public static IReadOnlyList<Sight> All { get; } =
    [
        new("/payroll", "payroll", "/payroll"),
        new("/payroll/months/{month}", "payroll", "/payroll/months/2026-10"),
        new("/payroll/new", "payroll", "/payroll/new"),
        new("/payroll/exports", "payroll", "/payroll/exports?p=2"),
        new("/payroll/exports/{id:guid}", "payroll", "/payroll/exports?p=2", "tbody th a[href^='/payroll/exports/']"),
        new("/payroll/payees/{id:guid}", "payroll", "/payroll/months/2026-10", Payee),
        new("/payroll/payees/{id:guid}/identity", "payroll", "/payroll/months/2026-10", Payee, "a[href$='/identity']"),
        new("/payroll/payees/{id:guid}/pension", "payroll", "/payroll/months/2026-10", Payee, "a[href$='/pension']"),
    ];
}
