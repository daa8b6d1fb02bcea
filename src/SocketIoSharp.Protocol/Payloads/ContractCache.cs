using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SocketIoSharp.Protocol.Payloads;

/// <summary>The contract of <typeparamref name="T"/> without a dictionary look-up: a process has one set of options, rarely two.</summary>
internal static class ContractCache<T>
{
    private static Entry? s_last;

    public static JsonTypeInfo<T> For(JsonSerializerOptions options)
    {
        var last = s_last;
        if (last is null || !ReferenceEquals(last.Options, options))
        {
            last = new Entry(options, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
            s_last = last;
        }

        return last.Contract;
    }

    private sealed record Entry(JsonSerializerOptions Options, JsonTypeInfo<T> Contract);
}
