namespace SocketIoSharp.Repository.Tests.PublicApi;

internal sealed class PublicApiPrinterTests
{
    private const string Sample = "SocketIoSharp.Repository.Tests.PublicApi.PublicApiSample<TItem>";

    [Test]
    public void Print_MembersOfEveryKind_AreInTheFormatOfTheAnalyzers() =>
        PublicApiPrinter.Print(typeof(PublicApiSample<>)).Should().BeEquivalentTo(
            $"{Sample}",
            $"const {Sample}.Text = \"a\\\"b\" -> string!",
            $"static readonly {Sample}.Field -> System.Collections.Generic.Dictionary<string!, object?>?",
            $"{Sample}.PublicApiSample(params string?[]! names) -> void",
            $"{Sample}.Changed -> System.EventHandler<TItem!>?",
            $"{Sample}.Names.get -> string?[]?",
            $"{Sample}.Names.init -> void",
            $"virtual {Sample}.Content.get -> TItem?",
            $"{Sample}.this[string! key, int? index].get -> int",
            $"{Sample}.Dispose() -> void",
            $"override sealed {Sample}.ToString() -> string!",
            $"abstract {Sample}.Find<TOther>(in TOther first, out TItem! found, System.DayOfWeek day = System.DayOfWeek.Friday, "
                + "System.Threading.CancellationToken cancellationToken = default(System.Threading.CancellationToken)) -> (int Count, System.Collections.Generic.List<TOther?>! Others)?");

    [Test]
    public void Print_NestedTypes_NameTheTypesAround() =>
        PublicApiPrinter.Print(typeof(PublicApiSample<>.Kind)).Concat(PublicApiPrinter.Print(typeof(PublicApiSample<>.Entry))).Should().BeEquivalentTo(
            $"{Sample}.Kind",
            $"{Sample}.Kind.First = 7 -> {Sample}.Kind",
            $"{Sample}.Entry",
            $"{Sample}.Entry.Entry() -> void",
            $"static {Sample}.Entry.operator ==({Sample}.Entry left, {Sample}.Entry right) -> bool",
            $"static {Sample}.Entry.operator !=({Sample}.Entry left, {Sample}.Entry right) -> bool",
            $"{Sample}.Entry.Equals({Sample}.Entry other) -> bool",
            $"override {Sample}.Entry.Equals(object? obj) -> bool",
            $"override {Sample}.Entry.GetHashCode() -> int");
}
