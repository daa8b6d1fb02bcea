namespace SocketIoSharp.Specification;

/// <summary>A cluster adapter does not do what it must.</summary>
public sealed class SpecificationException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SpecificationException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, and what was found.</param>
    public SpecificationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, and what was found.</param>
    /// <param name="innerException">Where it was found.</param>
    public SpecificationException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
