namespace Snippets;

internal static class Forwarding
{
    public static void ByBroker(WebApplicationBuilder builder)
    {
        // <forwarding>
        builder.Services.AddSocketIo().AddForwarding();
        // </forwarding>
    }

    public static void ByList(WebApplicationBuilder builder)
    {
        // <forwarding-list>
        builder.Services.AddSocketIo().AddForwarding(options =>
        {
            options.NodeCode = "web1"; // this node's
            options.Nodes["web1"] = new Uri("http://10.0.0.7:8080");
            options.Nodes["web2"] = new Uri("http://10.0.0.8:8080");
            options.Secret = builder.Configuration["ForwardingSecret"];
        });
        // </forwarding-list>
    }
}
