using System.Management.Automation.Language;

namespace Mlx5Sriov.Shell.Session;

/// <summary>What the engine's parser can tell of a command's text.</summary>
internal static class CommandText
{
    /// <summary>The text ends within a block, a string or a pipeline: more lines belong to it.</summary>
    public static bool IsIncomplete(string text)
    {
        Parser.ParseInput(text, out _, out var errors);
        return Array.Exists(errors, error => error.IncompleteInput);
    }

    /// <summary>
    /// The text's statements where each can run on its own: pipelines and assignments side by side. One that decides about the others (a branch, a loop,
    /// a return, a function) keeps the text whole.
    /// </summary>
    public static IReadOnlyList<string> Statements(string text)
    {
        var script = Parser.ParseInput(text, out _, out var errors);
        var isPlain = errors.Length == 0 && script is { ParamBlock: null, BeginBlock: null, ProcessBlock: null, DynamicParamBlock: null, ScriptRequirements: null }
            && script.UsingStatements.Count == 0 && script.EndBlock is { Unnamed: true, Traps: null or { Count: 0 } }
            && script.EndBlock.Statements.All(statement => statement is PipelineAst or AssignmentStatementAst);
        return isPlain ? [.. script.EndBlock.Statements.Select(statement => statement.Extent.Text)] : [text];
    }

    /// <summary>The text reads <c>$input</c>, so standard input is its input.</summary>
    public static bool ReadsInput(string text)
    {
        var script = Parser.ParseInput(text, out _, out _);
        return script.Find(IsInputVariable, searchNestedScriptBlocks: false) is not null;
    }

    private static bool IsInputVariable(Ast ast) =>
        ast is VariableExpressionAst variable && variable.VariablePath.UserPath.Equals("input", StringComparison.OrdinalIgnoreCase);
}
