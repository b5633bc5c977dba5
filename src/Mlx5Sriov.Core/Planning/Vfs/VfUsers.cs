using System.Collections;

namespace Mlx5Sriov.Planning.Vfs;

/// <summary>
/// Who uses a VF, found out when somebody wants to know. This costs many times more than to read settings: those of all VFs come in one answer of the kernel,
/// and the users of each VF are found file by file. A plan that is made under the lock is shown to nobody, so it need not know them.
/// </summary>
/// <param name="read">Reads the VF.</param>
internal sealed class VfUsers(Func<VirtualFunction> read) : IReadOnlyList<string>
{
    private readonly Lazy<string[]> _users = new(() => read() is { Holder: { } who } vf ? [$"{vf}: {who}"] : []);

    public int Count => _users.Value.Length;

    public string this[int index] => _users.Value[index];

    public IEnumerator<string> GetEnumerator() => _users.Value.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
