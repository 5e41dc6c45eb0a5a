using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Projections.Tests;

/// <summary>One event of a type, for tests that go through every type: every value is its type's plainest.</summary>
static class Sample
{
    public static object Of(Type type) =>
        type == typeof(string) ? "text"
        : type == typeof(CentreCode) ? new CentreCode("Malmi")
        : type == typeof(DateOnly) ? new DateOnly(2024, 5, 4)
        : type.IsValueType ? Activator.CreateInstance(type)!
        : Made(type);

    static object Made(Type type)
    {
        var constructor = type.GetConstructors().Single();
        return constructor.Invoke([.. constructor.GetParameters()
            .Select(p => Nullable.GetUnderlyingType(p.ParameterType) is null ? Of(p.ParameterType) : null)]);
    }
}
