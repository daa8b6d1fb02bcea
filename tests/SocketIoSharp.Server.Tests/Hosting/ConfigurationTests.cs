using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SocketIoSharp.Server.Tests.Hosting;

internal sealed class ConfigurationTests
{
    [TestCaseSource(typeof(BindableOption), nameof(BindableOption.FindAll))]
    public void Configuration_EveryBindableOption_IsRead(BindableOption option)
    {
        option.Read(new SocketIoOptions()).Should().NotBeEquivalentTo(option.Expected, "the test needs another value than the default");

        option.Read(Bind(option.Settings)).Should().BeEquivalentTo(option.Expected, settings => settings.WithStrictOrdering());
    }

    [Test]
    public void Configuration_FoundOptions_AreManyAndOfEveryKind() =>
        BindableOption.FindAll().Select(option => option.Key).Should().HaveCountGreaterThan(30).And.Contain(
            ["Path", "ServeClient", "AckTimeout", "MaxAttachments", "Engine:Transports", "Engine:Cookie:SameSite", "Engine:Cookie:MaxAge", "Engine:Cors:Origins"]);

    [Test]
    public void Configuration_DepthOfPackets_IsRead() =>
        Bind(new Dictionary<string, string?> { ["Json:MaxDepth"] = "12" }).Json.MaxDepth.Should().Be(12);

    [Test]
    public void Configuration_Nothing_LeavesTheDefaults()
    {
        var options = Bind(new Dictionary<string, string?>());

        options.Should().BeEquivalentTo(new SocketIoOptions(), compare => compare.Excluding(o => o.Json));
        options.Engine.Cookie.Should().BeNull();
        options.Engine.Cors.Should().BeNull();
    }

    [Test]
    public void Configuration_OneSettingOfAGroup_LeavesItsOthers()
    {
        var options = Bind(new Dictionary<string, string?> { ["Engine:Cookie:Name"] = "sticky", ["Engine:Cors:Credentials"] = "true" });

        options.Engine.Cookie.Should().BeEquivalentTo(new EngineIo.EngineIoCookie { Name = "sticky" });
        options.Engine.Cors.Should().BeEquivalentTo(new EngineIo.EngineIoCors { Credentials = true });
    }

    [Test]
    public void Configuration_InitialPacket_IsAText() =>
        Bind(new Dictionary<string, string?> { ["Engine:InitialPacket"] = "welcome" }).Engine.InitialPacket.ToString().Should().Be("welcome");

    [TestCase("false", false)]
    [TestCase("true", true)]
    public void Configuration_GroupThatIsOnByDefault_CanBeSwitched(string value, bool isOn) =>
        (Bind(new Dictionary<string, string?> { ["Engine:HttpCompression"] = value }).Engine.HttpCompression is not null).Should().Be(isOn);

    [Test]
    public void Configuration_KeysAndEnumsInOtherCase_AreRead()
    {
        var options = Bind(new Dictionary<string, string?> { ["engine:PINGINTERVAL"] = "00:00:07", ["engine:cookie:samesite"] = "strict", ["serveclient"] = "FALSE" });

        options.Engine.PingInterval.Should().Be(TimeSpan.FromSeconds(7));
        options.Engine.Cookie!.SameSite.Should().Be(SameSiteMode.Strict);
        options.ServeClient.Should().BeFalse();
    }

    [TestCase("ServeClient", "maybe", "true or false")]
    [TestCase("ServeClient", "", "true or false")]
    [TestCase("MaxAttachments", "many", "a whole number")]
    [TestCase("MaxQueuedEvents", "1.5", "a whole number")]
    [TestCase("Engine:MaxHttpBufferSize", "99999999999", "a whole number")]
    [TestCase("ConnectTimeout", "soon", "a time such as 00:00:25")]
    [TestCase("Engine:PingInterval", "99:99:99", "a time such as 00:00:25")]
    [TestCase("Engine:Cookie:MaxAge", "", "a time such as 00:00:25")]
    [TestCase("Engine:Cookie:SameSite", "Sometimes", "one of None, Lax, Strict, Unspecified")]
    [TestCase("Engine:Cookie:SameSite", "42", "one of None, Lax, Strict, Unspecified")]
    [TestCase("Engine:Cors:OptionsSuccessStatus", "OK", "a whole number")]
    public void Configuration_BadValue_NamesTheSettingTheValueAndWhatIsExpected(string key, string value, string expected)
    {
        var bind = () => Bind(new Dictionary<string, string?> { [key] = value });

        bind.Should().Throw<InvalidOperationException>().WithMessage($"The setting SocketIo:{key} is \"{value}\"; it must be {expected}.");
    }

    [Test]
    public void Configuration_BadValueAtTheRoot_NamesTheSettingAlone()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ServeClient", "maybe")]).Build();
        using var services = new ServiceCollection().AddLogging().AddSocketIo(configuration).Services.BuildServiceProvider();

        var reading = () => services.GetRequiredService<IOptions<SocketIoOptions>>().Value;

        reading.Should().Throw<InvalidOperationException>().WithMessage("The setting ServeClient is \"maybe\"; it must be true or false.");
    }

    [Test]
    public void Configuration_ImpossibleValue_IsFoundByTheValidation()
    {
        var bind = () => Bind(new Dictionary<string, string?> { ["Engine:Transports:0"] = "pigeon" }, validate: true);

        bind.Should().Throw<OptionsValidationException>().WithMessage("*Engine.Transports*pigeon*");
    }

    [Test]
    public void Configuration_AndCode_TheLaterOneWins()
    {
        var section = Section(new Dictionary<string, string?> { ["MaxAttachments"] = "3", ["AckTimeout"] = "00:00:03" });
        var services = new ServiceCollection().AddLogging();
        services.AddSocketIo(options => options.MaxAttachments = 1);
        services.AddSocketIo(section);
        services.AddSocketIo(options => options.AckTimeout = TimeSpan.FromSeconds(9));
        using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptions<SocketIoOptions>>().Value;

        options.MaxAttachments.Should().Be(3);
        options.AckTimeout.Should().Be(TimeSpan.FromSeconds(9));
        provider.GetServices<SocketIoServer>().Should().ContainSingle().Which.Options.Should().BeSameAs(options);
    }

    [Test]
    public async Task Configuration_JsonFile_ReachesTheServer()
    {
        using var json = new MemoryStream("""
            { "SocketIo": { "Path": "/live", "Engine": { "PingInterval": "00:00:11", "MaxHttpBufferSize": 1234, "Transports": ["websocket"], "Cookie": null } } }
            """u8.ToArray());
        await using var host = await TestHost.StartAsync(
            builder =>
            {
                builder.Configuration.AddJsonStream(json);
                builder.Services.AddSocketIo(builder.Configuration.GetSection("SocketIo"));
            },
            app => app.MapSocketIo());
        await using var connection = await RawConnection.OpenAsync(host.Url);

        await connection.SendHeadAsync("GET", "/live/?EIO=4&transport=polling");
        (await connection.ReceiveResponseAsync()).Body.Should().Contain("Transport unknown");
        var options = host.Get<SocketIoServer>().Options;

        options.Engine.PingInterval.Should().Be(TimeSpan.FromSeconds(11));
        options.Engine.MaxHttpBufferSize.Should().Be(1234);
        options.Engine.Cookie.Should().BeNull();
    }

    private static SocketIoOptions Bind(IReadOnlyDictionary<string, string?> settings, bool validate = false)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSocketIo(Section(settings));
        if (!validate)
        {
            foreach (var validator in services.Where(service => service.ServiceType == typeof(IValidateOptions<SocketIoOptions>)).ToArray())
            {
                services.Remove(validator);
            }
        }

        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<SocketIoOptions>>().Value;
    }

    private static IConfigurationSection Section(IReadOnlyDictionary<string, string?> settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create("SocketIo:" + setting.Key, setting.Value)))
        .Build()
        .GetSection("SocketIo");
}
