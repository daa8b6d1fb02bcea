namespace SocketIoSharp.Repository.Tests.PublicApi;

/// <summary>A type with a member of every kind, to print.</summary>
public abstract class PublicApiSample<TItem> : IDisposable
    where TItem : class
{
    /// <summary>A constant.</summary>
    public const string Text = "a\"b";

    /// <summary>A field.</summary>
    protected static readonly Dictionary<string, object?>? Field = [];

    private protected PublicApiSample()
    {
    }

    /// <summary>A constructor.</summary>
    protected PublicApiSample(params string?[] names) => Names = names;

    /// <summary>An event.</summary>
    public event EventHandler<TItem>? Changed;

    /// <summary>An enumeration.</summary>
    public enum Kind : byte
    {
        /// <summary>A value.</summary>
        First = 7,
    }

    /// <summary>Nullable elements.</summary>
    public string?[]? Names { get; init; }

    /// <summary>A setter that is not public.</summary>
    public virtual TItem? Content { get; private set; }

    /// <summary>An indexer.</summary>
    public int this[string key, int? index] => key.Length + (index ?? 0);

    /// <inheritdoc/>
    public void Dispose() => GC.SuppressFinalize(this);

    /// <inheritdoc/>
    public sealed override string ToString() => "";

    /// <summary>Type parameters of its own, and tuples.</summary>
    public abstract (int Count, List<TOther?> Others)? Find<TOther>(in TOther first, out TItem found, DayOfWeek day = DayOfWeek.Friday, CancellationToken cancellationToken = default);

    internal void Change() => Changed?.Invoke(this, Content!);

    /// <summary>A nested structure.</summary>
    public struct Entry : IEquatable<Entry>
    {
        /// <summary>An operator.</summary>
        public static bool operator ==(Entry left, Entry right) => left.Equals(right);

        /// <summary>An operator.</summary>
        public static bool operator !=(Entry left, Entry right) => !left.Equals(right);

        /// <inheritdoc/>
        public readonly bool Equals(Entry other) => true;

        /// <inheritdoc/>
        public override readonly bool Equals(object? obj) => obj is Entry;

        /// <inheritdoc/>
        public override readonly int GetHashCode() => 0;
    }
}
