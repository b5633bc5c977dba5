// SPDX-License-Identifier: GPL-2.0
/* The net devices: a port's uplink with its VF operations, a VF's own device, representors. They carry no traffic. */
#include <linux/ethtool.h>
#include <linux/if_arp.h>
#include <linux/if_infiniband.h>
#include "lab.h"

struct lab_netdev {
	struct lab_dev *dev;
};

struct lab_dev *lab_of(struct net_device *netdev)
{
	return ((struct lab_netdev *)netdev_priv(netdev))->dev;
}

static int lab_open(struct net_device *netdev)
{
	netif_carrier_on(netdev);
	return 0;
}

static int lab_stop(struct net_device *netdev)
{
	netif_carrier_off(netdev);
	return 0;
}

static netdev_tx_t lab_xmit(struct sk_buff *skb, struct net_device *netdev)
{
	dev_kfree_skb(skb);
	return NETDEV_TX_OK;
}

static void lab_set_rx_mode(struct net_device *netdev)
{
}

/* Runs an operation on a VF's vport under the lock of the settings. */
#define LAB_ON_VPORT(netdev, vf, vport, act) ({ \
	struct lab_dev *__dev = lab_of(netdev); \
	struct lab_vport *vport = lab_vport(__dev, vf); \
	int __err = -EINVAL; \
	if (vport) { \
		mutex_lock(&__dev->lock); \
		__err = (act); \
		mutex_unlock(&__dev->lock); \
	} \
	__err; })

static int lab_ndo_set_mac(struct net_device *netdev, int vf, u8 *mac)
{
	return LAB_ON_VPORT(netdev, vf, vport, lab_set_mac(vport, mac));
}

static int lab_ndo_set_vlan(struct net_device *netdev, int vf, u16 vlan, u8 qos, __be16 proto)
{
	return LAB_ON_VPORT(netdev, vf, vport, lab_set_vlan(vport, vlan, qos, proto));
}

static int lab_ndo_set_rate(struct net_device *netdev, int vf, int min, int max)
{
	u32 least = min, most = max;

	return LAB_ON_VPORT(netdev, vf, vport, lab_set_rate(vport, &least, &most));
}

static int lab_ndo_set_spoofchk(struct net_device *netdev, int vf, bool on)
{
	return LAB_ON_VPORT(netdev, vf, vport, lab_set_spoofchk(vport, on));
}

static int lab_ndo_set_trust(struct net_device *netdev, int vf, bool on)
{
	return LAB_ON_VPORT(netdev, vf, vport, lab_set_trust(vport, on));
}

static int lab_ndo_set_link_state(struct net_device *netdev, int vf, int state)
{
	return LAB_ON_VPORT(netdev, vf, vport, lab_set_link_state(vport, state));
}

static int lab_fill_config(struct lab_vport *vport, struct ifla_vf_info *info)
{
	info->vf = vport->index;
	if (lab_ib) {
		info->linkstate = vport->policy;
		return 0;
	}
	ether_addr_copy(info->mac, vport->mac);
	info->vlan = vport->vlan;
	info->qos = vport->qos;
	info->vlan_proto = vport->proto;
	info->linkstate = vport->link_state;
	info->spoofchk = vport->spoofchk;
	info->trusted = vport->trust;
	info->min_tx_rate = vport->min;
	info->max_tx_rate = vport->max;
	return 0;
}

static int lab_ndo_get_config(struct net_device *netdev, int vf, struct ifla_vf_info *info)
{
	return LAB_ON_VPORT(netdev, vf, vport, lab_fill_config(vport, info));
}

/* Numbers that differ for each VF and change only with the module's parameter, so that a test can check them. */
static int lab_ndo_get_stats(struct net_device *netdev, int vf, struct ifla_vf_stats *stats)
{
	if (!lab_vport(lab_of(netdev), vf))
		return -EINVAL;
	stats->rx_packets = 1000 + vf + lab_traffic;
	stats->tx_packets = 2000 + vf + lab_traffic;
	stats->rx_bytes = 100 * stats->rx_packets;
	stats->tx_bytes = 100 * stats->tx_packets;
	stats->broadcast = 10 + vf;
	stats->multicast = 20 + vf;
	stats->rx_dropped = 30 + vf;
	stats->tx_dropped = 40 + vf;
	return 0;
}

static int lab_set_policy(struct lab_vport *vport, int state)
{
	vport->policy = state;
	return 0;
}

static int lab_ndo_set_policy(struct net_device *netdev, int vf, int state)
{
	return LAB_ON_VPORT(netdev, vf, vport, lab_set_policy(vport, state));
}

static int lab_set_guid(struct lab_vport *vport, u64 guid, int type)
{
	if (type == IFLA_VF_IB_NODE_GUID) {
		vport->node_guid = guid;
		vport->tells_node = true;
	} else {
		vport->port_guid = guid;
		vport->tells_port = true;
	}
	return 0;
}

static int lab_ndo_set_guid(struct net_device *netdev, int vf, u64 guid, int type)
{
	return LAB_ON_VPORT(netdev, vf, vport, lab_set_guid(vport, guid, type));
}

static int lab_fill_guids(struct lab_vport *vport, struct ifla_vf_guid *node, struct ifla_vf_guid *port)
{
	node->vf = port->vf = vport->index;
	node->guid = vport->tells_node ? vport->node_guid : 0;
	port->guid = vport->tells_port ? vport->port_guid : 0;
	return 0;
}

static int lab_ndo_get_guids(struct net_device *netdev, int vf, struct ifla_vf_guid *node, struct ifla_vf_guid *port)
{
	return LAB_ON_VPORT(netdev, vf, vport, lab_fill_guids(vport, node, port));
}

#define LAB_NETDEV_OPS \
	.ndo_open = lab_open, .ndo_stop = lab_stop, .ndo_start_xmit = lab_xmit, .ndo_set_rx_mode = lab_set_rx_mode

static const struct net_device_ops lab_plain_ops = {
	LAB_NETDEV_OPS,
	.ndo_setup_tc = lab_setup_tc,
	.ndo_set_mac_address = eth_mac_addr,
};

static const struct net_device_ops lab_uplink_ops = {
	LAB_NETDEV_OPS,
	.ndo_setup_tc = lab_setup_tc,
	.ndo_set_mac_address = eth_mac_addr,
	.ndo_set_vf_mac = lab_ndo_set_mac,
	.ndo_set_vf_vlan = lab_ndo_set_vlan,
	.ndo_set_vf_rate = lab_ndo_set_rate,
	.ndo_set_vf_spoofchk = lab_ndo_set_spoofchk,
	.ndo_set_vf_trust = lab_ndo_set_trust,
	.ndo_set_vf_link_state = lab_ndo_set_link_state,
	.ndo_get_vf_config = lab_ndo_get_config,
	.ndo_get_vf_stats = lab_ndo_get_stats,
};

/* What IPoIB has over mlx5_ib: the policy and the GUIDs alone. */
static const struct net_device_ops lab_ib_uplink_ops = {
	LAB_NETDEV_OPS,
	.ndo_set_vf_link_state = lab_ndo_set_policy,
	.ndo_set_vf_guid = lab_ndo_set_guid,
	.ndo_get_vf_guid = lab_ndo_get_guids,
	.ndo_get_vf_config = lab_ndo_get_config,
	.ndo_get_vf_stats = lab_ndo_get_stats,
};

static const struct net_device_ops lab_ib_plain_ops = { LAB_NETDEV_OPS };

static int lab_get_link_ksettings(struct net_device *netdev, struct ethtool_link_ksettings *settings)
{
	settings->base.speed = LAB_LINK_MBPS;
	settings->base.duplex = DUPLEX_FULL;
	return 0;
}

static const struct ethtool_ops lab_ethtool_ops = {
	.get_link = ethtool_op_get_link,
	.get_link_ksettings = lab_get_link_ksettings,
};

static void lab_setup(struct net_device *netdev)
{
	ether_setup(netdev);
	netdev->ethtool_ops = &lab_ethtool_ops;
	netdev->hw_features |= NETIF_F_HW_TC;
	netdev->features |= NETIF_F_HW_TC;
	netdev->priv_flags |= IFF_LIVE_ADDR_CHANGE | IFF_NO_QUEUE;
	netdev->needs_free_netdev = false;
}

/* An IPoIB hardware address: queue pair, link-local prefix, port GUID. */
static void lab_make_infiniband(struct net_device *netdev, u64 guid)
{
	u8 address[INFINIBAND_ALEN] = { 0x00, 0x00, 0x10, 0x8b, 0xfe, 0x80 };
	int i;

	for (i = 0; i < 8; i++)
		address[12 + i] = guid >> (56 - 8 * i);
	netdev->type = ARPHRD_INFINIBAND;
	netdev->addr_len = INFINIBAND_ALEN;
	netdev->mtu = 2044;
	memset(netdev->broadcast, 0xff, INFINIBAND_ALEN);
	dev_addr_mod(netdev, 0, address, INFINIBAND_ALEN);
}

/* A VF takes the administrator's MAC address, or a random one where there is none. */
static void lab_set_own_address(struct lab_dev *dev, struct net_device *netdev)
{
	u8 mac[ETH_ALEN] = { 0x94, 0x6d, 0xae, dev->pdev->bus->number, 0x10, dev->pdev->devfn };
	struct lab_dev *pf;

	if (!dev->pdev->is_virtfn) {
		eth_hw_addr_set(netdev, mac);
		return;
	}
	pf = pci_get_drvdata(pci_physfn(dev->pdev));
	ether_addr_copy(mac, pf->vports[pci_iov_vf_id(dev->pdev)].mac);
	if (is_valid_ether_addr(mac))
		eth_hw_addr_set(netdev, mac);
	else
		eth_hw_addr_random(netdev);
}

/* Makes a function's own net device, or the representor that a port is for. */
struct net_device *lab_netdev_create(struct lab_dev *dev, struct devlink_port *rep)
{
	struct net_device *netdev = alloc_netdev(sizeof(struct lab_netdev), "eth%d", NET_NAME_ENUM, lab_setup);
	bool is_uplink = !rep && !dev->pdev->is_virtfn;
	int err;

	if (!netdev)
		return ERR_PTR(-ENOMEM);
	((struct lab_netdev *)netdev_priv(netdev))->dev = dev;
	SET_NETDEV_DEV(netdev, &dev->pdev->dev);
	SET_NETDEV_DEVLINK_PORT(netdev, rep ?: &dev->port);
	if (rep)
		eth_hw_addr_random(netdev);
	else
		lab_set_own_address(dev, netdev);
	if (lab_ib) {
		lab_make_infiniband(netdev, 0x946dae0300000000ULL | pci_dev_id(dev->pdev));
		netdev->netdev_ops = is_uplink ? &lab_ib_uplink_ops : &lab_ib_plain_ops;
	} else {
		netdev->netdev_ops = is_uplink ? &lab_uplink_ops : &lab_plain_ops;
	}
	netif_carrier_off(netdev);
	err = register_netdev(netdev);
	if (err) {
		free_netdev(netdev);
		return ERR_PTR(err);
	}
	return netdev;
}

void lab_netdev_destroy(struct net_device *netdev)
{
	unregister_netdev(netdev);
	free_netdev(netdev);
}
