"""What pyroute2 takes for the same: commands as probe.c reads them, answered as probe.c answers."""
import socket
import sys
import time

from pyroute2.iproute.linux import IPRoute

RTEXT_FILTER_VF, RTEXT_FILTER_SKIP_STATS = 1, 8
SETTINGS = [
    'IFLA_VF_MAC', 'IFLA_VF_VLAN', 'IFLA_VF_SPOOFCHK', 'IFLA_VF_TRUST', 'IFLA_VF_LINK_STATE', 'IFLA_VF_RATE',
]


def settings(vf, attributes, on):
    spec = {'vf': vf, 'trust': int(on)}
    if attributes == 'five':
        spec |= {
            'vlan': {'vlan': 100 if on else 0, 'qos': 3 if on else 0},
            'spoofchk': int(on),
            'link_state': 1 if on else 0,
            'rate': {'min_tx_rate': 0, 'max_tx_rate': 1000 if on else 0},
        }
    return spec


# Attributes are decoded when they are asked for, so all that tell a setting are.
def list_vfs(ip, device):
    (link,) = ip.link('get', ifname=device, ext_mask=RTEXT_FILTER_VF | RTEXT_FILTER_SKIP_STATS)
    vfs = link.get_attr('IFLA_VFINFO_LIST').get_attrs('IFLA_VF_INFO')
    return len([[vf.get_attr(name) for name in SETTINGS] for vf in vfs])


def set_vfs(ip, device, count, attributes, on):
    index = socket.if_nametoindex(device)
    for vf in range(int(count)):
        ip.link('set', index=index, vf=settings(vf, attributes, on == 'on'))
    return int(count)


def main():
    commands = {'list': list_vfs, 'join': set_vfs}
    with IPRoute() as ip:
        for line in sys.stdin:
            command, *arguments = line.split()
            start = time.perf_counter_ns()
            try:
                result = commands[command](ip, *arguments)
                print(time.perf_counter_ns() - start, result, flush=True)
            except Exception as failure:
                print(f'error {failure!r}', flush=True)


main()
