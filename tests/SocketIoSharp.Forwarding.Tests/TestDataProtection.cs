using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace SocketIoSharp.Forwarding.Tests;

/// <summary>Keys that all nodes of a test have, as they must in production for one to read the other's cookies.</summary>
internal static class TestDataProtection
{
    private static readonly EphemeralDataProtectionProvider Keys = new();

    public static void AddDataProtectionForTests(this IServiceCollection services) => services.AddSingleton<IDataProtectionProvider>(Keys);
}
