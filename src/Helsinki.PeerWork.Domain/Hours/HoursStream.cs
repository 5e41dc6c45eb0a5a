using System.Globalization;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Domain.Hours;

/// <summary>Which stream a worker's month is. Never changed: the ids are stored.</summary>
public static class HoursStream
{
    static readonly Guid Space = new("0b6d3c1e-52a7-5f4e-8d1b-6a90c7e2f518");

    public static Guid IdOf(PeerWorkerId worker, int year, int month) =>
        NameBasedId.Of(Space, string.Create(CultureInfo.InvariantCulture, $"{worker.Value}/{year:0000}-{month:00}"));

    public static Guid IdOf(PeerWorkerId worker, DateOnly day) => IdOf(worker, day.Year, day.Month);
}
