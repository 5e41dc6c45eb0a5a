using System.Text;
using System.Xml.Linq;
using Helsinki.PeerWork.Api.Personal;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace Helsinki.PeerWork.Api.Access;

/// <summary>The keys session cookies are protected with, kept sealed in the database, so that a restart or a second instance ends nobody's session.</summary>
sealed class SessionKeys(NpgsqlDataSource db, KeyRing keys, Tampering tampering) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = db.CreateCommand("select name, key_id, element from access.session_key");
        using var rows = command.ExecuteReader();
        List<XElement> elements = [];
        while (rows.Read())
            if (tampering.Read(Place(rows.GetString(0)), null, () =>
                keys.Open(rows.GetString(1), Place(rows.GetString(0)), rows.GetFieldValue<byte[]>(2))) is { } element)
                elements.Add(XElement.Parse(Encoding.UTF8.GetString(element)));
        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = db.CreateCommand("insert into access.session_key (name, key_id, element) values ($1, $2, $3)");
        command.Parameters.Add(new() { Value = friendlyName });
        command.Parameters.Add(new() { Value = keys.Current });
        command.Parameters.Add(new() { Value = keys.Seal(Place(friendlyName), Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting))) });
        command.ExecuteNonQuery();
    }

    static string Place(string name) => $"session_key.element/{name}";
}
