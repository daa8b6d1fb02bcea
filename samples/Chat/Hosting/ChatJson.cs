using System.Text.Json;
using System.Text.Json.Serialization;
using Ember.Chats;
using Ember.Files;
using Ember.Messages;
using Ember.People;

namespace Ember.Hosting;

/// <summary>Everything that goes over the wire, over the socket as over HTTP. Serialised without reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ActivityNotice))]
[JsonSerializable(typeof(CancelUpload))]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(ChatSummary))]
[JsonSerializable(typeof(CreateChat))]
[JsonSerializable(typeof(CreatedChat))]
[JsonSerializable(typeof(Done))]
[JsonSerializable(typeof(EnteredChat))]
[JsonSerializable(typeof(MarksNotice))]
[JsonSerializable(typeof(Me))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(MessagePage))]
[JsonSerializable(typeof(MyChats))]
[JsonSerializable(typeof(OpenChats))]
[JsonSerializable(typeof(Person))]
[JsonSerializable(typeof(PersonNotice))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(RenameRequest))]
[JsonSerializable(typeof(SeenMessage))]
[JsonSerializable(typeof(SendMessage))]
[JsonSerializable(typeof(StartUpload))]
[JsonSerializable(typeof(TypingNotice))]
[JsonSerializable(typeof(TypingSignal))]
[JsonSerializable(typeof(UnreadNotice))]
[JsonSerializable(typeof(UploadChunk))]
[JsonSerializable(typeof(UploadProgress))]
internal sealed partial class ChatJson : JsonSerializerContext;
