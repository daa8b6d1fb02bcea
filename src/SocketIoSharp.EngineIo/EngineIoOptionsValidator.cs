using Microsoft.Extensions.Options;

namespace SocketIoSharp.EngineIo;

/// <summary>Refuses options that make no sense, each by its name.</summary>
/// <param name="prefix">What stands before the names of the options, for a layer above that has them in its own.</param>
public sealed class EngineIoOptionsValidator(string prefix = "") : IValidateOptions<EngineIoOptions>
{
    private static readonly string[] CookiePriorities = ["Low", "Medium", "High"];

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, EngineIoOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = new ValidateOptionsResultBuilder();
        Positive(errors, options.PingInterval, nameof(options.PingInterval));
        Positive(errors, options.PingTimeout, nameof(options.PingTimeout));
        Positive(errors, options.UpgradeTimeout, nameof(options.UpgradeTimeout));
        AtLeast(errors, options.MaxHttpBufferSize, 1, nameof(options.MaxHttpBufferSize));
        AtLeast(errors, options.HighWaterMark, 1, nameof(options.HighWaterMark));
        AtLeast(errors, options.MaxBufferedBytes, options.HighWaterMark, nameof(options.MaxBufferedBytes));
        AtLeast(errors, options.MaxBufferedPackets, 1, nameof(options.MaxBufferedPackets));
        Defined(errors, options.SlowReceiverPolicy, nameof(options.SlowReceiverPolicy));
        AtLeast(errors, options.MaxPacketsPerPayload, 1, nameof(options.MaxPacketsPerPayload));
        AtLeast(errors, options.MaxFragments, 1, nameof(options.MaxFragments));
        AtLeast(errors, options.MaxSessions, 1, nameof(options.MaxSessions));
        AtLeast(errors, options.MaxSessionsPerAddress, 1, nameof(options.MaxSessionsPerAddress));
        AtLeast(errors, options.MaxHandshakesPerSecond, 1, nameof(options.MaxHandshakesPerSecond));
        AtLeast(errors, options.HandshakeBurst, 1, nameof(options.HandshakeBurst));
        ValidateTransports(errors, options.Transports);
        if (options.HttpCompression is { } compression)
        {
            AtLeast(errors, compression.Threshold, 0, "HttpCompression.Threshold");
            Defined(errors, compression.Level, "HttpCompression.Level");
        }

        if (options.PerMessageDeflate is { } deflate)
        {
            AtLeast(errors, deflate.Threshold, 0, "PerMessageDeflate.Threshold");
            Defined(errors, deflate.Level, "PerMessageDeflate.Level");
        }

        if (options.Cookie is { } cookie)
        {
            ValidateCookie(errors, cookie);
        }

        if (options.Forwarder is { } forwarder)
        {
            ValidateForwarder(errors, options, forwarder);
        }

        return errors.Build();
    }

    private void ValidateForwarder(ValidateOptionsResultBuilder errors, EngineIoOptions options, IRequestForwarder forwarder)
    {
        if (!NodeCode.IsValid(forwarder.NodeCode))
        {
            Add(errors, $"has the code \"{forwarder.NodeCode}\", which is not of {NodeCode.Length} letters, digits, '-' and '_'.", nameof(options.Forwarder));
        }

        if (options.GenerateId is not null)
        {
            Add(errors, "cannot be set beside Forwarder: an id must begin with the code of its node.", nameof(options.GenerateId));
        }
    }

    private void ValidateTransports(ValidateOptionsResultBuilder errors, IList<string> transports)
    {
        if (transports is null || transports.Count == 0)
        {
            Add(errors, "must name at least one transport: \"polling\", \"websocket\".", "Transports");
            return;
        }

        foreach (var transport in transports)
        {
            if (transport is not (EngineTransports.Polling or EngineTransports.WebSocket))
            {
                Add(errors, $"\"{transport}\" is no transport; there are \"polling\" and \"websocket\".", "Transports");
            }
        }

        foreach (var twice in transports.GroupBy(transport => transport).Where(same => same.Count() > 1))
        {
            Add(errors, $"names \"{twice.Key}\" more than once.", "Transports");
        }
    }

    private void ValidateCookie(ValidateOptionsResultBuilder errors, EngineIoCookie cookie)
    {
        if (string.IsNullOrEmpty(cookie.Name) || cookie.Name.Any(c => c <= ' ' || c >= 127 || "()<>@,;:\\\"/[]?={}".Contains(c, StringComparison.Ordinal)))
        {
            Add(errors, $"\"{cookie.Name}\" is no valid cookie name.", "Cookie.Name");
        }

        if (cookie.Path?.Any(c => c < ' ' || c == ';' || c >= 127) == true)
        {
            Add(errors, $"\"{cookie.Path}\" is no valid cookie path.", "Cookie.Path");
        }

        if (cookie.Domain is { Length: > 0 } domain && !IsDomain(domain))
        {
            Add(errors, $"\"{domain}\" is no valid domain.", "Cookie.Domain");
        }

        if (cookie.Priority is { } priority && !CookiePriorities.Contains(priority))
        {
            Add(errors, $"\"{priority}\" is no priority; there are \"Low\", \"Medium\" and \"High\".", "Cookie.Priority");
        }

        Defined(errors, cookie.SameSite, "Cookie.SameSite");
    }

    // A leading dot is of old times and still allowed; after it labels of letters, digits and inner hyphens.
    private static bool IsDomain(string domain) => (domain[0] == '.' ? domain[1..] : domain).Split('.').All(label =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));

    private void Positive(ValidateOptionsResultBuilder errors, TimeSpan value, string option)
    {
        if (value <= TimeSpan.Zero || value.TotalMilliseconds > int.MaxValue)
        {
            Add(errors, $"{value} must be more than zero and less than 25 days.", option);
        }
    }

    private void AtLeast(ValidateOptionsResultBuilder errors, int value, int minimum, string option)
    {
        if (value < minimum)
        {
            Add(errors, $"{value} must be at least {minimum}.", option);
        }
    }

    private void Defined<TEnum>(ValidateOptionsResultBuilder errors, TEnum value, string option)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            Add(errors, $"{value} must be one of {string.Join(", ", Enum.GetNames<TEnum>())}.", option);
        }
    }

    private void Add(ValidateOptionsResultBuilder errors, string error, string option) => errors.AddError(error, prefix + option);
}
