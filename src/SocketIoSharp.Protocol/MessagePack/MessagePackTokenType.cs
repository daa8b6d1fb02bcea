namespace SocketIoSharp.Protocol.MessagePack;

#pragma warning disable CA1720 // MessagePack's own names
/// <summary>What a <see cref="MessagePackReader"/> stands on.</summary>
public enum MessagePackTokenType
{
    /// <summary>Nothing: it has not read yet.</summary>
    None,

    /// <summary>JavaScript's <c>null</c>.</summary>
    Nil,

    /// <summary>JavaScript's <c>undefined</c>: <c>d4 00</c> and one byte.</summary>
    Undefined,

    /// <summary>The boolean false.</summary>
    False,

    /// <summary>The boolean true.</summary>
    True,

    /// <summary>An integer that fits 64 bits with a sign.</summary>
    Integer,

    /// <summary>An integer from 2^63 on.</summary>
    Unsigned,

    /// <summary>A float of 32 or 64 bits.</summary>
    Float,

    /// <summary>A string in UTF-8, which nobody has checked.</summary>
    String,

    /// <summary>Bytes: the bin formats, and what a JavaScript client makes of an ArrayBuffer.</summary>
    Binary,

    /// <summary>JavaScript's <c>Date</c>: <c>d7 00</c> and milliseconds.</summary>
    Date,

    /// <summary>A time as MessagePack itself defines it: extension type -1. Adapters of a cluster send their dates so.</summary>
    Timestamp,

    /// <summary>An extension that no dialect knows.</summary>
    Extension,

    /// <summary>An array, whose elements follow.</summary>
    Array,

    /// <summary>A map, whose keys and values follow by turns.</summary>
    Map,
}
