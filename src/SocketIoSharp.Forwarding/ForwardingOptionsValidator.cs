using Microsoft.Extensions.Options;
using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Forwarding;

/// <summary>Refuses options that make no sense, each by its name.</summary>
internal sealed class ForwardingOptionsValidator : IValidateOptions<ForwardingOptions>
{
    private const int ShortestSecret = 16;

    public ValidateOptionsResult Validate(string? name, ForwardingOptions options)
    {
        var errors = new ValidateOptionsResultBuilder();
        if (options.NodeCode is { } code && !NodeCode.IsValid(code))
        {
            errors.AddError($"\"{code}\" is no code; it must be {NodeCode.Length} letters, digits, '-' and '_'.", nameof(options.NodeCode));
        }

        if (options.NodeAddress is { } address && !Nodes.NodeAddress.IsValid(address))
        {
            errors.AddError($"\"{address}\" must be such as http://10.0.0.7:8080.", nameof(options.NodeAddress));
        }

        if (options.Secret is { } secret && (secret.Length < ShortestSecret || secret.Any(character => character is <= ' ' or > '~')))
        {
            errors.AddError($"must be at least {ShortestSecret} characters of ASCII, without blanks.", nameof(options.Secret));
        }

        Positive(errors, options.ConnectTimeout, nameof(options.ConnectTimeout));
        Positive(errors, options.EntryLifetime, nameof(options.EntryLifetime));
        ValidateNodes(errors, options);
        return errors.Build();
    }

    private static void ValidateNodes(ValidateOptionsResultBuilder errors, ForwardingOptions options)
    {
        if (options.Nodes.Count == 0)
        {
            return;
        }

        foreach (var (code, address) in options.Nodes)
        {
            if (!NodeCode.IsValid(code) || !Nodes.NodeAddress.IsValid(address))
            {
                errors.AddError($"\"{code}\" at \"{address}\" must be {NodeCode.Length} letters, digits, '-' and '_', and an address such as http://10.0.0.7:8080.", nameof(options.Nodes));
            }
        }

        if (options.NodeCode is not { } own || !options.Nodes.ContainsKey(own))
        {
            errors.AddError("must be this node's among those of Nodes.", nameof(options.NodeCode));
        }

        if (options.Secret is null)
        {
            errors.AddError("must be set beside Nodes, the same on all of them.", nameof(options.Secret));
        }
    }

    private static void Positive(ValidateOptionsResultBuilder errors, TimeSpan value, string option)
    {
        if (value <= TimeSpan.Zero || value.TotalMilliseconds > int.MaxValue)
        {
            errors.AddError($"{value} must be more than zero and less than 25 days.", option);
        }
    }
}
