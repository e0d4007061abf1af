namespace AiDevFramework.TestSupport.Telemetry;

/// <param name="Service"><c>service.name</c> of the process.</param>
/// <param name="Kind">1 internal, 2 server, 3 client.</param>
/// <param name="Links">Ids of the linked traces and spans.</param>
/// <param name="Events">Names and attributes.</param>
/// <param name="Status">0 unset, 1 ok, 2 error.</param>
internal sealed record OtlpSpan(
    string Service,
    string Scope,
    string TraceId,
    string SpanId,
    string ParentSpanId,
    string Name,
    int Kind,
    IReadOnlyDictionary<string, string> Resource,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyList<(string TraceId, string SpanId)> Links,
    IReadOnlyList<(string Name, IReadOnlyDictionary<string, string> Attributes)> Events,
    DateTimeOffset Start,
    DateTimeOffset End,
    int Status);

/// <param name="Points">Attributes of each series, and its value: a histogram's is its count.</param>
internal sealed record OtlpMetric(
    string Service, string Scope, string Name, string Unit, IReadOnlyList<(IReadOnlyDictionary<string, string> Attributes, double Value)> Points);

/// <summary>Decodes the fields of OTLP's export requests that tests look at; numbers are those of opentelemetry-proto 1.x.</summary>
internal static class OtlpMessages
{
    public static IEnumerable<OtlpSpan> Spans(ReadOnlyMemory<byte> request) =>
        from resourceSpans in ProtoField.ReadAll(request).Where(field => field.Number == 1)
        let resource = ResourceOf(resourceSpans)
        from scopeSpans in ProtoField.ReadAll(resourceSpans.Bytes).Where(field => field.Number == 2)
        let scope = ScopeOf(scopeSpans)
        from span in ProtoField.ReadAll(scopeSpans.Bytes).Where(field => field.Number == 2)
        select SpanOf(span, scope, resource);

    public static IEnumerable<OtlpMetric> Metrics(ReadOnlyMemory<byte> request) =>
        from resourceMetrics in ProtoField.ReadAll(request).Where(field => field.Number == 1)
        let resource = ResourceOf(resourceMetrics)
        from scopeMetrics in ProtoField.ReadAll(resourceMetrics.Bytes).Where(field => field.Number == 2)
        let scope = ScopeOf(scopeMetrics)
        from metric in ProtoField.ReadAll(scopeMetrics.Bytes).Where(field => field.Number == 2)
        select MetricOf(metric, scope, resource.GetValueOrDefault("service.name", ""));

    private static OtlpSpan SpanOf(ProtoField span, string scope, IReadOnlyDictionary<string, string> resource)
    {
        var fields = ProtoField.ReadAll(span.Bytes).ToLookup(field => field.Number);
        return new OtlpSpan(
            resource.GetValueOrDefault("service.name", ""),
            scope,
            fields[1].Single().Hex,
            fields[2].Single().Hex,
            fields[4].Select(field => field.Hex).SingleOrDefault(""),
            fields[5].Single().Text,
            (int)fields[6].Select(field => field.Value).SingleOrDefault(),
            resource,
            Attributes(fields[9]),
            [.. fields[13].Select(link => ProtoField.ReadAll(link.Bytes).ToLookup(field => field.Number))
                .Select(link => (link[1].Single().Hex, link[2].Single().Hex))],
            [.. fields[11].Select(item => ProtoField.ReadAll(item.Bytes).ToLookup(field => field.Number))
                .Select(item => (item[2].Single().Text, Attributes(item[3])))],
            TimeOf(fields[7].Single()),
            TimeOf(fields[8].Single()),
            (int)fields[15].SelectMany(status => ProtoField.ReadAll(status.Bytes)).Where(field => field.Number == 3)
                .Select(field => field.Value).SingleOrDefault());
    }

    private static OtlpMetric MetricOf(ProtoField metric, string scope, string service)
    {
        const int gauge = 5, sum = 7, histogram = 9;
        var fields = ProtoField.ReadAll(metric.Bytes).ToLookup(field => field.Number);
        var points = fields[gauge].Concat(fields[sum])
            .SelectMany(data => ProtoField.ReadAll(data.Bytes)).Where(field => field.Number == 1)
            .Select(point => ProtoField.ReadAll(point.Bytes).ToLookup(field => field.Number))
            .Select(point => (Attributes(point[7]), point[4].Any() ? point[4].Single().Double : (long)point[6].Single().Value))
            .Concat(fields[histogram]
                .SelectMany(data => ProtoField.ReadAll(data.Bytes)).Where(field => field.Number == 1)
                .Select(point => ProtoField.ReadAll(point.Bytes).ToLookup(field => field.Number))
                .Select(point => (Attributes(point[9]), (double)point[4].Single().Value)));
        return new OtlpMetric(service, scope, fields[1].Single().Text, fields[3].Select(unit => unit.Text).SingleOrDefault(""), [.. points]);
    }

    private static Dictionary<string, string> ResourceOf(ProtoField message) =>
        Attributes(ProtoField.ReadAll(message.Bytes).Where(field => field.Number == 1)
            .SelectMany(resource => ProtoField.ReadAll(resource.Bytes)).Where(field => field.Number == 1));

    private static string ScopeOf(ProtoField message) =>
        ProtoField.ReadAll(message.Bytes).Where(field => field.Number == 1)
            .SelectMany(scope => ProtoField.ReadAll(scope.Bytes)).Where(field => field.Number == 1)
            .Select(name => name.Text).SingleOrDefault("");

    private static Dictionary<string, string> Attributes(IEnumerable<ProtoField> pairs) => pairs
        .Select(pair => ProtoField.ReadAll(pair.Bytes).ToLookup(field => field.Number))
        .ToDictionary(pair => pair[1].Single().Text, pair => ValueOf(pair[2].Single()));

    private static DateTimeOffset TimeOf(ProtoField nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks((long)(nanoseconds.Value / 100));

    private static string ValueOf(ProtoField value) => string.Join(',', ProtoField.ReadAll(value.Bytes).Select(field => field.Number switch
    {
        1 => field.Text,
        2 => field.Value == 1 ? "true" : "false",
        3 => ((long)field.Value).ToString(System.Globalization.CultureInfo.InvariantCulture),
        4 => field.Double.ToString(System.Globalization.CultureInfo.InvariantCulture),
        5 => string.Join(',', ProtoField.ReadAll(field.Bytes).Select(ValueOf)),
        _ => field.Hex,
    }));
}
