using System.Runtime.InteropServices;

namespace Mlx5Sriov.Kernel.Linux.Route;

/// <summary>The shape of most VF attributes (struct ifla_vf_spoofchk, ifla_vf_trust, ifla_vf_link_state): the VF's index and a number.</summary>
/// <param name="Vf">The VF's index.</param>
/// <param name="Number">The number.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct VfNumber(uint Vf, uint Number);
