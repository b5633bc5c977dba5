using Mlx5Sriov.Json;

namespace Mlx5Sriov.Plans.Journals;

/// <summary>A state in JSON as its own name: Enum.Parse takes numbers and several names too.</summary>
internal sealed class ChangeStateJson() : TextJson<ChangeState>(text =>
    Enum.IsDefined(typeof(ChangeState), text) ? Enum.Parse<ChangeState>(text) : throw new FormatException($"'{text}' is no state of a change."));
