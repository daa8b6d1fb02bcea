using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace SocketIoSharp.Connections.Revisions;

/// <summary>The query of a namespace field, by which clients of revision 4 say who they are.</summary>
internal static class NamespaceQuery
{
    /// <summary>Writes the query as a JSON object of strings. Of two equal keys the last counts.</summary>
    public static byte[] ToJson(string query)
    {
        var pairs = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in new QueryStringEnumerable("?" + query))
        {
            pairs[pair.DecodeName().ToString()] = pair.DecodeValue().ToString();
        }

        var output = new ArrayBufferWriter<byte>(query.Length + 16);
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        foreach (var (key, value) in pairs)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
        json.Flush();
        return output.WrittenSpan.ToArray();
    }
}
