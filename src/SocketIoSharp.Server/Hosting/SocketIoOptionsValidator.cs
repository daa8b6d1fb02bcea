using Microsoft.Extensions.Options;
using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Hosting;

/// <summary>Refuses options that make no sense, each by its name.</summary>
internal sealed class SocketIoOptionsValidator : IValidateOptions<SocketIoOptions>
{
    private static readonly string[] CookiePriorities = ["Low", "Medium", "High"];

    public ValidateOptionsResult Validate(string? name, SocketIoOptions options)
    {
        var errors = new ValidateOptionsResultBuilder();
        if (FindPathError(options.Path) is { } pathError)
        {
            errors.AddError(pathError, nameof(options.Path));
        }

        Positive(errors, options.ConnectTimeout, nameof(options.ConnectTimeout));
        PositiveOrInfinite(errors, options.AckTimeout, nameof(options.AckTimeout));
        AtLeast(errors, options.MaxConcurrentEvents, 1, nameof(options.MaxConcurrentEvents));
        AtLeast(errors, options.MaxQueuedEvents, 1, nameof(options.MaxQueuedEvents));
        AtLeast(errors, options.MaxAttachments, 0, nameof(options.MaxAttachments));
        if (options.ShutdownTimeout < TimeSpan.Zero || options.ShutdownTimeout.TotalMilliseconds > int.MaxValue)
        {
            errors.AddError($"{options.ShutdownTimeout} must not be negative and less than 25 days.", nameof(options.ShutdownTimeout));
        }

        if (options.Parser is null)
        {
            errors.AddError("must not be null.", nameof(options.Parser));
        }

        ValidateEngine(errors, options.Engine);
        return errors.Build();
    }

    /// <returns>What is wrong with a path, or <see langword="null"/>.</returns>
    public static string? FindPathError(string? path) =>
        path is null || !path.StartsWith('/') ? $"\"{path}\" must start with a slash: write \"/{path}\"."
        : path.AsSpan().IndexOfAny("{}?#*") >= 0 ? $"\"{path}\" must be a plain path, without parameters, query or wildcards."
        : path.Trim('/').Length == 0 ? "must not be the root: other requests would never be reached. Write for example \"/socket.io\"."
        : path.Contains("//", StringComparison.Ordinal) ? $"\"{path}\" must not have two slashes in a row."
        : null;

    private static void ValidateEngine(ValidateOptionsResultBuilder errors, EngineIoOptions engine)
    {
        Positive(errors, engine.PingInterval, "Engine.PingInterval");
        Positive(errors, engine.PingTimeout, "Engine.PingTimeout");
        Positive(errors, engine.UpgradeTimeout, "Engine.UpgradeTimeout");
        AtLeast(errors, engine.MaxHttpBufferSize, 1, "Engine.MaxHttpBufferSize");
        AtLeast(errors, engine.HighWaterMark, 1, "Engine.HighWaterMark");
        AtLeast(errors, engine.MaxBufferedBytes, engine.HighWaterMark, "Engine.MaxBufferedBytes");
        if (engine.Transports.Count == 0)
        {
            errors.AddError("must name at least one transport: \"polling\", \"websocket\".", "Engine.Transports");
        }

        foreach (var transport in engine.Transports)
        {
            if (transport is not (EngineTransports.Polling or EngineTransports.WebSocket))
            {
                errors.AddError($"\"{transport}\" is no transport; there are \"polling\" and \"websocket\".", "Engine.Transports");
            }
        }

        ValidateCookie(errors, engine.Cookie);
    }

    private static void ValidateCookie(ValidateOptionsResultBuilder errors, EngineIoCookie? cookie)
    {
        if (cookie is null)
        {
            return;
        }

        if (string.IsNullOrEmpty(cookie.Name) || cookie.Name.Any(c => c <= ' ' || c >= 127 || "()<>@,;:\\\"/[]?={}".Contains(c, StringComparison.Ordinal)))
        {
            errors.AddError($"\"{cookie.Name}\" is no valid cookie name.", "Engine.Cookie.Name");
        }

        if (cookie.Path?.Any(c => c < ' ' || c == ';' || c >= 127) == true)
        {
            errors.AddError($"\"{cookie.Path}\" is no valid cookie path.", "Engine.Cookie.Path");
        }

        if (cookie.Domain?.Any(c => c <= ' ' || c == ';' || c >= 127) == true)
        {
            errors.AddError($"\"{cookie.Domain}\" is no valid domain.", "Engine.Cookie.Domain");
        }

        if (cookie.Priority is { } priority && !CookiePriorities.Contains(priority))
        {
            errors.AddError($"\"{priority}\" is no priority; there are \"Low\", \"Medium\" and \"High\".", "Engine.Cookie.Priority");
        }
    }

    private static void Positive(ValidateOptionsResultBuilder errors, TimeSpan value, string option)
    {
        if (value <= TimeSpan.Zero || value.TotalMilliseconds > int.MaxValue)
        {
            errors.AddError($"{value} must be more than zero and less than 25 days.", option);
        }
    }

    private static void PositiveOrInfinite(ValidateOptionsResultBuilder errors, TimeSpan value, string option)
    {
        if (value != Timeout.InfiniteTimeSpan)
        {
            Positive(errors, value, option);
        }
    }

    private static void AtLeast(ValidateOptionsResultBuilder errors, int value, int minimum, string option)
    {
        if (value < minimum)
        {
            errors.AddError($"{value} must be at least {minimum}.", option);
        }
    }
}
