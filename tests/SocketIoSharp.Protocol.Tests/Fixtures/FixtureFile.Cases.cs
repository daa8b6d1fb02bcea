using System.Text.Json;

namespace SocketIoSharp.Protocol.Tests.Fixtures;

internal sealed partial class FixtureFile
{
    /// <summary>The entries that promise what their decoding gives.</summary>
    public IEnumerable<TestCaseData> Decodable => Cases(entry => DirectionOf(entry) is "both" or "decode");

    /// <summary>The entries that promise what their encoding gives.</summary>
    public IEnumerable<TestCaseData> Encodable => Cases(entry => DirectionOf(entry) is "both" or "encode");

    public IEnumerable<TestCaseData> Cases(Func<JsonElement, bool> filter) =>
        Entries.Where(filter).Select(entry => new TestCaseData(entry).SetArgDisplayNames(entry.GetProperty("name").GetString()!));
}
