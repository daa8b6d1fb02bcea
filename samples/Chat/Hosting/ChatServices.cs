using Ember.Chats;
using Ember.Files;
using Ember.Limits;
using Ember.Messages;
using Ember.People;
using Ember.Storage;
using Microsoft.AspNetCore.Authentication;

namespace Ember.Hosting;

internal static class ChatServices
{
    public static IServiceCollection AddChat(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<ChatOptions>(configuration.GetSection("Chat"));
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ChatJson.Default));
        services.AddAuthenticationCore(o => o.DefaultScheme = VisitorAuthentication.SchemeName); // without data protection: nothing is encrypted here
        services.AddWebEncoders();
        new AuthenticationBuilder(services).AddScheme<AuthenticationSchemeOptions, VisitorAuthentication>(VisitorAuthentication.SchemeName, null);
        services.AddAuthorization();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        services.AddRateLimiter(RequestLimits.Configure);

        return services
            .AddSingleton<Database>()
            .AddSingleton<PersonStore>().AddSingleton<ChatStore>().AddSingleton<MessageStore>().AddSingleton<ReceiptStore>().AddSingleton<FileStore>()
            .AddSingleton<Presence>().AddSingleton<Attendance>().AddSingleton<ChatAccess>().AddSingleton<ChatViews>().AddSingleton<ChatAnnouncer>()
            .AddSingleton<ChatEnding>().AddSingleton<ReceiptFeed>().AddSingleton<MessagePost>().AddSingleton<UploadTable>()
            .AddSingleton<IEventGroup, PersonEvents>().AddSingleton<IEventGroup, ChatEvents>()
            .AddSingleton<IEventGroup, MessageEvents>().AddSingleton<IEventGroup, UploadEvents>()
            .AddSingleton<VisitorConnections>().AddSingleton<ListeningAddresses>().AddSingleton<Greeting>()
            .AddHostedService<ChatLifetime>();
    }
}
