using Ember.People;

namespace Ember.Endpoints;

/// <summary>The one page of the site, at the front page's address and at every chat's. Opening it gives a browser its cookie.</summary>
internal static class PageEndpoints
{
    public static void MapPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", Page);
        app.MapGet("/c/{slug}", Page);
    }

    private static IResult Page(HttpContext http, IWebHostEnvironment environment)
    {
        if (http.User.PersonIdOrNull() is null)
        {
            VisitorToken.Issue(http);
        }

        http.Response.Headers.CacheControl = "no-store"; // it carries a cookie
        return Results.Stream(environment.WebRootFileProvider.GetFileInfo("index.html").CreateReadStream(), "text/html; charset=utf-8");
    }
}
