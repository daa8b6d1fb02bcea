namespace SocketIoSharp.EngineIo;

/// <summary>The answer of <see cref="EngineIoOptions.AllowRequest"/>.</summary>
/// <param name="IsAllowed">Whether the session may be opened.</param>
/// <param name="Message">The message of the refusal; <see langword="null"/> for the default one, <c>Forbidden</c>.</param>
public readonly record struct AllowRequestResult(bool IsAllowed, string? Message)
{
    /// <summary>The session may be opened.</summary>
    public static AllowRequestResult Allow { get; } = new(true, null);

    /// <summary>The session may not be opened: status 403 over HTTP, with the message if one is given.</summary>
    public static AllowRequestResult Deny(string? message = null) => new(false, message);
}
