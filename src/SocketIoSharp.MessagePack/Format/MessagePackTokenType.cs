namespace SocketIoSharp.MessagePack.Format;

/// <summary>What a <see cref="MessagePackReader"/> stands on.</summary>
internal enum MessagePackTokenType
{
    None,
    Nil,

    /// <summary>JavaScript's <c>undefined</c>: <c>d4 00</c> and one byte.</summary>
    Undefined,
    False,
    True,

    /// <summary>An integer that fits 64 bits with a sign.</summary>
    Integer,

    /// <summary>An integer from 2^63 on.</summary>
    Unsigned,
    Float,
    String,

    /// <summary>Bytes: the bin formats, and what a JavaScript client makes of an ArrayBuffer.</summary>
    Binary,

    /// <summary>JavaScript's <c>Date</c>: <c>d7 00</c> and milliseconds.</summary>
    Date,

    /// <summary>An extension that the dialect does not know.</summary>
    Extension,
    Array,
    Map,
}
