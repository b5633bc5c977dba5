using System.Management.Automation;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

using Mlx5Sriov.Binding;

namespace Mlx5Sriov.Cmdlets.Documents;

/// <summary>ConvertTo-MlxJson: the module's objects as JSON, whose values are the texts that users read and cmdlets take.</summary>
[Cmdlet(VerbsData.ConvertTo, "MlxJson")]
[OutputType(typeof(string))]
public sealed class ConvertToMlxJsonCommand : MlxCmdlet
{
    // No browser reads it: arrows and quotes stay as they are.
    private static readonly JsonSerializerOptions s_lines = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions s_indented = new(s_lines) { WriteIndented = true };

    private readonly List<JsonNode?> _nodes = [];

    /// <summary>What to write: objects of this module, saved ones too, and rows that Select-Object makes of them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Writes everything on one line.</summary>
    [Parameter]
    public SwitchParameter Compress { get; set; }

    /// <summary>Writes a list also of one object, and of none.</summary>
    [Parameter]
    public SwitchParameter AsArray { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var item in InputObject) Attempt(item, () => _nodes.Add(ObjectNode.OfItem(item)));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_nodes.Count == 0 && !AsArray) return;
        var node = _nodes.Count == 1 && !AsArray ? _nodes[0] : new JsonArray([.. _nodes]);
        WriteObject(node?.ToJsonString(Compress ? s_lines : s_indented) ?? "null");
    }
}
