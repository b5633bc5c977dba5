namespace Mlx5Sriov.Kernel.Programs;

/// <summary>A line that a program wrote.</summary>
/// <param name="Source">Where it wrote it.</param>
/// <param name="Text">The line without its end (<c>\n</c> or <c>\r\n</c>). What is not UTF-8 is U+FFFD.</param>
public sealed record ToolLine(LineSource Source, string Text);
