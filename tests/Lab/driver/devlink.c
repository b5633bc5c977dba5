// SPDX-License-Identifier: GPL-2.0
/* devlink: the ports, the functions behind them, and the e-switch's modes (esw/devlink_port.c, eswitch_offloads.c). */
#include <linux/unaligned.h>
#include "lab.h"

u32 lab_port_index(struct lab_dev *dev, u16 vport)
{
	return lab_port_number(dev) << 16 | vport;		/* the vhca_id is the port's number */
}

/* Both ports of an adapter have the same id. */
void lab_fill_switch_id(struct lab_dev *dev, struct netdev_phys_item_id *id)
{
	struct pci_dev *pdev = dev->pdev;

	id->id_len = 8;
	put_unaligned_be64(0x946dae0300000000ULL | pdev->bus->number << 8 | PCI_SLOT(pdev->devfn) << 3, id->id);
}

int lab_info_get(struct devlink *devlink, struct devlink_info_req *req, struct netlink_ext_ack *extack)
{
	struct lab_dev *dev = devlink_priv(devlink);
	int err;

	if (dev->pdev->is_virtfn)
		return 0;
	err = devlink_info_version_fixed_put(req, "fw.psid", LAB_PSID);
	if (!err)
		err = devlink_info_version_running_put(req, "fw.version", LAB_FIRMWARE);
	if (!err)
		err = devlink_info_version_running_put(req, DEVLINK_INFO_VERSION_GENERIC_FW, LAB_FIRMWARE);
	if (!err)
		err = devlink_info_version_stored_put(req, "fw.version", LAB_FIRMWARE);
	return err ?: devlink_info_version_stored_put(req, DEVLINK_INFO_VERSION_GENERIC_FW, LAB_FIRMWARE);
}

/* ---- the function's own port ---- */

static const struct devlink_port_ops lab_own_port_ops;

/* InfiniBand functions have a net device without a devlink port; one is registered all the same, for the core wants it first. */
int lab_port_register(struct lab_dev *dev)
{
	struct devlink_port_attrs attrs = { .flavour = DEVLINK_PORT_FLAVOUR_PHYSICAL };
	u32 index = lab_port_index(dev, LAB_UPLINK_VPORT);
	int err;

	attrs.phys.port_number = lab_port_number(dev);
	if (dev->pdev->is_virtfn) {
		attrs.flavour = DEVLINK_PORT_FLAVOUR_VIRTUAL;
		index = (2 + pci_dev_id(dev->pdev) % 0x4000) << 16;
	} else {
		lab_fill_switch_id(dev, &attrs.switch_id);
	}
	devlink_port_attrs_set(&dev->port, &attrs);
	err = devl_port_register_with_ops(priv_to_devlink(dev), &dev->port, index, &lab_own_port_ops);
	if (err)
		return err;
	dev->netdev = lab_netdev_create(dev, NULL);
	if (IS_ERR(dev->netdev)) {
		devl_port_unregister(&dev->port);
		return PTR_ERR(dev->netdev);
	}
	return 0;
}

void lab_port_unregister(struct lab_dev *dev)
{
	lab_netdev_destroy(dev->netdev);
	devl_port_unregister(&dev->port);
}

/* ---- VFs' ports ---- */

static struct lab_vport *lab_vport_of(struct devlink_port *port)
{
	return container_of(port, struct lab_vport, port);
}

static int lab_hw_addr_get(struct devlink_port *port, u8 *address, int *length, struct netlink_ext_ack *extack)
{
	ether_addr_copy(address, lab_vport_of(port)->mac);
	*length = ETH_ALEN;
	return 0;
}

static int lab_hw_addr_set(struct devlink_port *port, const u8 *address, int length, struct netlink_ext_ack *extack)
{
	struct lab_vport *vport = lab_vport_of(port);
	int err;

	mutex_lock(&vport->dev->lock);
	err = lab_set_mac(vport, address);
	mutex_unlock(&vport->dev->lock);
	return err;
}

/* The driver compares with what it knows before it asks the firmware, which refuses while a driver has the function. */
#define LAB_CAPABILITY(field) \
static int lab_##field##_get(struct devlink_port *port, bool *on, struct netlink_ext_ack *extack) \
{ \
	*on = lab_vport_of(port)->field; \
	return 0; \
} \
static int lab_##field##_set(struct devlink_port *port, bool on, struct netlink_ext_ack *extack) \
{ \
	struct lab_vport *vport = lab_vport_of(port); \
	if (vport->field == on) \
		return 0; \
	if (lab_vf_is_bound(vport)) { \
		NL_SET_ERR_MSG_MOD(extack, "Failed setting HCA " #field " cap"); \
		return -EINVAL; \
	} \
	vport->field = on; \
	return 0; \
}
LAB_CAPABILITY(roce)
LAB_CAPABILITY(migratable)

static int lab_eqs_get(struct devlink_port *port, u32 *eqs, struct netlink_ext_ack *extack)
{
	*eqs = lab_vport_of(port)->eqs;
	return 0;
}

static int lab_eqs_set(struct devlink_port *port, u32 eqs, struct netlink_ext_ack *extack)
{
	lab_vport_of(port)->eqs = eqs;
	return 0;
}

static const struct devlink_port_ops lab_vf_port_ops = {
	.port_fn_hw_addr_get = lab_hw_addr_get, .port_fn_hw_addr_set = lab_hw_addr_set,
	.port_fn_roce_get = lab_roce_get, .port_fn_roce_set = lab_roce_set,
	.port_fn_migratable_get = lab_migratable_get, .port_fn_migratable_set = lab_migratable_set,
	.port_fn_max_io_eqs_get = lab_eqs_get, .port_fn_max_io_eqs_set = lab_eqs_set,
};

static void lab_representor_remove(struct lab_vport *vport)
{
	if (!vport->rep)
		return;
	devl_rate_leaf_destroy(&vport->port);
	lab_netdev_destroy(vport->rep);
	devl_port_unregister(&vport->port);
	vport->rep = NULL;
}

static int lab_representor_add(struct lab_vport *vport)
{
	struct lab_dev *dev = vport->dev;
	struct net_device *rep;
	int err;

	memset(&vport->port, 0, sizeof(vport->port));
	lab_fill_switch_id(dev, &vport->port.attrs.switch_id);
	devlink_port_attrs_pci_vf_set(&vport->port, 0, lab_port_number(dev), vport->index, false);
	err = devl_port_register_with_ops(priv_to_devlink(dev), &vport->port,
					  lab_port_index(dev, vport->index + 1), &lab_vf_port_ops);
	if (err)
		return err;
	rep = lab_netdev_create(dev, &vport->port);
	if (IS_ERR(rep)) {
		err = PTR_ERR(rep);
		goto unregister;
	}
	err = devl_rate_leaf_create(&vport->port, vport, NULL);
	if (err)
		goto destroy;
	vport->rep = rep;
	return 0;

destroy:
	lab_netdev_destroy(rep);
unregister:
	devl_port_unregister(&vport->port);
	return err;
}

int lab_representors_add(struct lab_dev *dev, struct netlink_ext_ack *extack)
{
	unsigned int vf;

	for (vf = 0; vf < dev->num_vfs; vf++) {
		int err = lab_representor_add(&dev->vports[vf]);

		if (err) {
			NL_SET_ERR_MSG_MOD(extack, "Failed setting eswitch to offloads");
			lab_representors_remove(dev);
			return err;
		}
	}
	return 0;
}

void lab_representors_remove(struct lab_dev *dev)
{
	unsigned int vf;

	for (vf = 0; vf < dev->num_vfs; vf++)
		lab_representor_remove(&dev->vports[vf]);
}

/* ---- the e-switch ---- */

/* A VF's own devlink instance has no e-switch to manage, and InfiniBand has none. */
static int lab_eswitch_check(struct lab_dev *dev)
{
	return dev->pdev->is_virtfn ? -EPERM : lab_ib ? -EOPNOTSUPP : 0;
}

int lab_eswitch_mode_get(struct devlink *devlink, u16 *mode)
{
	struct lab_dev *dev = devlink_priv(devlink);
	int err = lab_eswitch_check(dev);

	*mode = dev->mode;
	return err;
}

/*
 * Between the modes every vport is taken down and up again: trunks, rates and groups are lost, the other settings kept. The
 * link states are set anew: down in switchdev mode (esw_offloads_enable), the port's in legacy mode (esw_legacy_enable).
 * Subfunctions end with switchdev mode (mlx5_sf_esw_event in sf/devlink.c).
 */
int lab_eswitch_mode_set(struct devlink *devlink, u16 mode, struct netlink_ext_ack *extack)
{
	struct lab_dev *dev = devlink_priv(devlink);
	int err = lab_eswitch_check(dev);
	unsigned int vf;

	if (err)
		return err;
	if (mode != DEVLINK_ESWITCH_MODE_LEGACY && mode != DEVLINK_ESWITCH_MODE_SWITCHDEV)
		return -EINVAL;
	if (atomic_read(&dev->flows)) {
		NL_SET_ERR_MSG_MOD(extack, "Can't change mode, E-Switch is busy");
		return -EBUSY;
	}
	if (mode == dev->mode)
		return 0;
	lab_sfs_remove(dev);
	lab_representors_remove(dev);
	for (vf = 0; vf < dev->num_vfs; vf++) {
		lab_leave_scheduler(&dev->vports[vf]);
		mutex_lock(&dev->lock);
		lab_vport_clear_trunk(&dev->vports[vf]);
		dev->vports[vf].link_state = mode == DEVLINK_ESWITCH_MODE_SWITCHDEV ? IFLA_VF_LINK_STATE_DISABLE
										    : IFLA_VF_LINK_STATE_AUTO;
		mutex_unlock(&dev->lock);
	}
	err = mode == DEVLINK_ESWITCH_MODE_SWITCHDEV ? lab_representors_add(dev, extack) : 0;
	if (!err)
		dev->mode = mode;
	return err;
}

/* These adapters need no inline headers, so that is the only mode they take. */
int lab_eswitch_inline_get(struct devlink *devlink, u8 *mode)
{
	*mode = DEVLINK_ESWITCH_INLINE_MODE_NONE;
	return lab_eswitch_check(devlink_priv(devlink));
}

int lab_eswitch_inline_set(struct devlink *devlink, u8 mode, struct netlink_ext_ack *extack)
{
	int err = lab_eswitch_check(devlink_priv(devlink));

	if (!err && mode != DEVLINK_ESWITCH_INLINE_MODE_NONE) {
		NL_SET_ERR_MSG_MOD(extack, "Inline mode can't be set");
		err = -EOPNOTSUPP;
	}
	return err;
}

int lab_eswitch_encap_get(struct devlink *devlink, enum devlink_eswitch_encap_mode *encap)
{
	struct lab_dev *dev = devlink_priv(devlink);

	*encap = dev->encap;
	return lab_eswitch_check(dev);
}

int lab_eswitch_encap_set(struct devlink *devlink, enum devlink_eswitch_encap_mode encap, struct netlink_ext_ack *extack)
{
	struct lab_dev *dev = devlink_priv(devlink);
	int err = lab_eswitch_check(dev);

	if (err)
		return err;
	if (lab_is_switchdev(dev) && encap != dev->encap && atomic_read(&dev->flows)) {
		NL_SET_ERR_MSG_MOD(extack, "Can't set encapsulation when flows are configured");
		return -EOPNOTSUPP;
	}
	dev->encap = encap;
	return 0;
}
