// SPDX-License-Identifier: GPL-2.0
/* A VF's settings, with mlx5's rules in the order in which mlx5 checks them (esw/legacy.c, eswitch.c). */
#include "lab.h"

/* The vport of a VF that is enabled; null for an index that is not. */
struct lab_vport *lab_vport(struct lab_dev *dev, int vf)
{
	return vf >= 0 && vf < dev->num_vfs ? &dev->vports[vf] : NULL;
}

/* What is lost when VFs are destroyed. GUIDs and policy of InfiniBand VFs are kept. */
void lab_vport_reset(struct lab_vport *vport)
{
	eth_zero_addr(vport->mac);
	vport->vlan = vport->qos = 0;
	vport->proto = htons(ETH_P_8021Q);
	vport->spoofchk = vport->trust = vport->migratable = false;
	vport->roce = true;
	vport->link_state = IFLA_VF_LINK_STATE_AUTO;
	vport->eqs = 16;
	vport->page_limit = 0;
	memset(vport->meters, 0, sizeof(vport->meters));
	lab_vport_clear_trunk(vport);
	if (!lab_ib)
		vport->node_guid = 0;
}

void lab_vport_clear_trunk(struct lab_vport *vport)
{
	bitmap_zero(vport->trunk, VLAN_N_VID);
}

int lab_set_mac(struct lab_vport *vport, const u8 *mac)
{
	if (is_multicast_ether_addr(mac))
		return -EINVAL;
	ether_addr_copy(vport->mac, mac);
	/* The node GUID follows the MAC address, ff:fe in its middle. */
	vport->node_guid = (u64)mac[0] << 56 | (u64)mac[1] << 48 | (u64)mac[2] << 40 | 0xfffe000000ULL |
			   (u64)mac[3] << 16 | (u64)mac[4] << 8 | mac[5];
	return 0;
}

int lab_set_vlan(struct lab_vport *vport, u16 vlan, u8 qos, __be16 proto)
{
	if (proto != htons(ETH_P_8021Q) && (!lab_ofed || proto != htons(ETH_P_8021AD)))
		return -EPROTONOSUPPORT;
	if (lab_is_switchdev(vport->dev))
		return vlan ? -EOPNOTSUPP : 0;
	if (vlan > VLAN_N_VID - 1 || qos > 7)
		return -EINVAL;
	if (!bitmap_empty(vport->trunk, VLAN_N_VID))
		return -EPERM;
	vport->vlan = vlan;
	vport->qos = qos;
	vport->proto = proto;
	return 0;
}

int lab_set_spoofchk(struct lab_vport *vport, bool on)
{
	if (lab_is_switchdev(vport->dev))
		return -EOPNOTSUPP;
	vport->spoofchk = on;
	return 0;
}

int lab_set_trust(struct lab_vport *vport, bool on)
{
	if (lab_is_switchdev(vport->dev))
		return -EOPNOTSUPP;
	vport->trust = on;
	return 0;
}

int lab_set_link_state(struct lab_vport *vport, int state)
{
	if (lab_is_switchdev(vport->dev))
		return -EOPNOTSUPP;
	vport->link_state = state;
	return 0;
}

/* Rates are held neither against each other nor against the link. A null pointer leaves one as it is. */
int lab_set_rate(struct lab_vport *vport, const u32 *min, const u32 *max)
{
	if (min)
		vport->min = *min;
	if (max)
		vport->max = *max;
	return 0;
}

int lab_change_trunk(struct lab_vport *vport, u16 first, u16 last, bool add)
{
	if (last > VLAN_N_VID - 1 || first > last)
		return -EINVAL;
	if (add && (vport->vlan || vport->qos))
		return -EPERM;
	if (add)
		bitmap_set(vport->trunk, first, last - first + 1);
	else
		bitmap_clear(vport->trunk, first, last - first + 1);
	return 0;
}

/* A VF's PCI function, to be put back; null where there is none. */
struct pci_dev *lab_vf_function(struct pci_dev *pf, int index)
{
	struct pci_dev *vf = NULL;

	for_each_pci_dev(vf)
		if (vf->is_virtfn && vf->physfn == pf && pci_iov_vf_id(vf) == index)
			return vf;
	return NULL;
}

/* Whether a driver has the VF: then the firmware changes none of its capabilities. */
bool lab_vf_is_bound(struct lab_vport *vport)
{
	struct pci_dev *vf = lab_vf_function(vport->dev->pdev, vport->index);
	bool bound = vf && vf->dev.driver;

	pci_dev_put(vf);
	return bound;
}

/* Whether it is this driver, which gives the function pages; vfio-pci gives it none. */
bool lab_vf_is_ours(struct lab_vport *vport)
{
	struct pci_dev *vf = lab_vf_function(vport->dev->pdev, vport->index);
	bool ours = vf && vf->driver == vport->dev->pdev->driver;

	pci_dev_put(vf);
	return ours;
}
