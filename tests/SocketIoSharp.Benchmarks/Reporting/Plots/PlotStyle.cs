namespace SocketIoSharp.Benchmarks.Reporting.Plots;

/// <summary>The colours and fonts of the plots: they bring their own background, for light and for dark pages.</summary>
internal static class PlotStyle
{
    // No text is smaller than 15 of 400 units, which are 13 pixels where a phone shows the plot 360 pixels wide.
    public const string Sheet = """

            svg { color-scheme: light dark; }
            text { font: 15px system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; fill: #1f2328; }
            .title { font-size: 19px; font-weight: 700; }
            .group, .label.ours, .value.ours { font-weight: 700; }
            .quiet { fill: #59636e; }
            .unit { font-weight: 400; white-space: pre; }
            .card { fill: #ffffff; stroke: #d1d9e0; }
            .bar { fill: #a8b1bb; }
            .bar.ours { fill: #1f6feb; }
            .whisker { stroke: #1f2328; stroke-width: 1.5; }
            .reference { stroke: #59636e; stroke-dasharray: 2 3; }
            .break { stroke: #ffffff; stroke-width: 3; }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3; }
              .quiet { fill: #9da7b1; }
              .card { fill: #0d1117; stroke: #3d444d; }
              .bar { fill: #5b6570; }
              .bar.ours { fill: #388bfd; }
              .whisker { stroke: #e6edf3; }
              .reference { stroke: #9da7b1; }
              .break { stroke: #0d1117; }
            }

        """;
}
