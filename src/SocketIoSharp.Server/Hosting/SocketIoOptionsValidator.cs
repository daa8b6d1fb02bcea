using Microsoft.Extensions.Options;
using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Hosting;

/// <summary>Refuses options that make no sense, each by its name.</summary>
internal sealed class SocketIoOptionsValidator : IValidateOptions<SocketIoOptions>
{
    private static readonly EngineIoOptionsValidator Engine = new("Engine.");

    public ValidateOptionsResult Validate(string? name, SocketIoOptions options)
    {
        var errors = new ValidateOptionsResultBuilder();
        if (EnginePath.FindError(options.Path) is { } pathError)
        {
            errors.AddError(pathError, nameof(options.Path));
        }

        Positive(errors, options.ConnectTimeout, nameof(options.ConnectTimeout));
        PositiveOrInfinite(errors, options.AckTimeout, nameof(options.AckTimeout));
        AtLeast(errors, options.MaxConcurrentEvents, 1, nameof(options.MaxConcurrentEvents));
        AtLeast(errors, options.MaxQueuedEvents, 1, nameof(options.MaxQueuedEvents));
        AtLeast(errors, options.MaxAttachments, 0, nameof(options.MaxAttachments));
        AtLeast(errors, options.MaxNamespaces, 1, nameof(options.MaxNamespaces));
        AtLeast(errors, options.MaxNamespaceNameLength, 1, nameof(options.MaxNamespaceNameLength));
        AtLeast(errors, options.MaxEventsPerSecond, 1, nameof(options.MaxEventsPerSecond));
        AtLeast(errors, options.EventBurst, 1, nameof(options.EventBurst));
        AtLeast(errors, options.MaxRoomsPerSocket, 1, nameof(options.MaxRoomsPerSocket));
        AtLeast(errors, options.MaxRoomNameLength, 1, nameof(options.MaxRoomNameLength));
        AtLeast(errors, options.MaxPendingAcks, 1, nameof(options.MaxPendingAcks));
        Positive(errors, options.AttachmentTimeout, nameof(options.AttachmentTimeout));
        AtLeast(errors, options.MaxAttachmentBytes, 1, nameof(options.MaxAttachmentBytes));
        if (!Enum.IsDefined(options.EventLimitAction))
        {
            errors.AddError($"{options.EventLimitAction} must be one of {string.Join(", ", Enum.GetNames<EventLimitAction>())}.", nameof(options.EventLimitAction));
        }

        NotNegative(errors, options.DrainTimeout, nameof(options.DrainTimeout));
        AtLeast(errors, options.DrainClientsPerSecond, 1, nameof(options.DrainClientsPerSecond));
        NotNegative(errors, options.ShutdownTimeout, nameof(options.ShutdownTimeout));

        if (options.Parser is null)
        {
            errors.AddError("must not be null.", nameof(options.Parser));
        }

        errors.AddResult(Engine.Validate(null, options.Engine));
        ValidateRecovery(errors, options.ConnectionStateRecovery);
        return errors.Build();
    }

    private static void ValidateRecovery(ValidateOptionsResultBuilder errors, ConnectionStateRecovery? recovery)
    {
        if (recovery is not null)
        {
            Positive(errors, recovery.MaxDisconnectionDuration, "ConnectionStateRecovery.MaxDisconnectionDuration");
            AtLeast(errors, recovery.MaxStoredBytes, 1, "ConnectionStateRecovery.MaxStoredBytes");
            AtLeast(errors, recovery.MaxSessions, 1, "ConnectionStateRecovery.MaxSessions");
        }
    }

    private static void Positive(ValidateOptionsResultBuilder errors, TimeSpan value, string option)
    {
        if (value <= TimeSpan.Zero || value.TotalMilliseconds > int.MaxValue)
        {
            errors.AddError($"{value} must be more than zero and less than 25 days.", option);
        }
    }

    private static void NotNegative(ValidateOptionsResultBuilder errors, TimeSpan value, string option)
    {
        if (value < TimeSpan.Zero || value.TotalMilliseconds > int.MaxValue)
        {
            errors.AddError($"{value} must not be negative and less than 25 days.", option);
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
