namespace Ember.Limits;

/// <summary>Something that a person may not do, in words for them. A socket gets it as its ack, an HTTP request as its answer.</summary>
internal sealed class Refusal(string message, int statusCode = StatusCodes.Status400BadRequest) : Exception(message)
{
    public int StatusCode => statusCode;
}
