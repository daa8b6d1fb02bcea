using System.Text.Json;

namespace SocketIoSharp.Protocol.MessagePack;

/// <summary>The number of elements of each array and pairs of each object of a JSON text, in the order in which they begin.</summary>
internal sealed class JsonShape
{
    // A list that once described a large packet is not kept for the small ones.
    private const int LargestKept = 4 * 1024;

    [ThreadStatic]
    private static JsonShape? t_cached;

    private readonly List<Node> _nodes = [];

    public int this[int container] => _nodes[container].Count;

    public static JsonShape Rent(ReadOnlySpan<byte> json, int maxDepth)
    {
        var shape = t_cached ?? new JsonShape();
        t_cached = null;
        shape._nodes.Clear();
        shape.Measure(json, maxDepth);
        return shape;
    }

    public void Return()
    {
        if (_nodes.Capacity <= LargestKept)
        {
            t_cached = this;
        }
    }

    private void Measure(ReadOnlySpan<byte> json, int maxDepth)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        var parent = -1;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray or JsonTokenType.StartObject:
                    Count(parent, isPair: false);
                    _nodes.Add(new Node(parent, reader.TokenType is JsonTokenType.StartObject, 0));
                    parent = _nodes.Count - 1;
                    break;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    parent = _nodes[parent].Parent;
                    break;
                default:
                    Count(parent, isPair: reader.TokenType is JsonTokenType.PropertyName);
                    break;
            }
        }
    }

    // Pairs are counted by their names, elements by their values.
    private void Count(int container, bool isPair)
    {
        if (container >= 0 && _nodes[container] is var node && node.IsObject == isPair)
        {
            _nodes[container] = node with { Count = node.Count + 1 };
        }
    }

    private readonly record struct Node(int Parent, bool IsObject, int Count);
}
