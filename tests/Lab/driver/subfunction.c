// SPDX-License-Identifier: GPL-2.0
/* Subfunctions, as far as the e-switch sees them: their ports and representors (sf/devlink.c). No function is behind them. */
#include "lab.h"

#define LAB_FIRST_SF_VPORT 0x8000
#define LAB_LAST_SF 255

/* All are under the lock of the devlink instance. */
struct lab_sf {
	struct list_head list;
	struct devlink_port port;
	struct net_device *rep;
	u32 number;
	int id;
};

static struct lab_sf *lab_sf_of(struct devlink_port *port)
{
	return container_of(port, struct lab_sf, port);
}

static void lab_sf_remove(struct lab_dev *dev, struct lab_sf *sf)
{
	list_del(&sf->list);
	lab_netdev_destroy(sf->rep);
	devl_port_unregister(&sf->port);
	ida_free(&dev->sf_ids, sf->id);
	kfree(sf);
}

static int lab_sf_del(struct devlink *devlink, struct devlink_port *port, struct netlink_ext_ack *extack)
{
	lab_sf_remove(devlink_priv(devlink), lab_sf_of(port));
	return 0;
}

/* Nothing makes the function active. */
static int lab_sf_state_get(struct devlink_port *port, enum devlink_port_fn_state *state, enum devlink_port_fn_opstate *opstate,
			    struct netlink_ext_ack *extack)
{
	*state = DEVLINK_PORT_FN_STATE_INACTIVE;
	*opstate = DEVLINK_PORT_FN_OPSTATE_DETACHED;
	return 0;
}

static const struct devlink_port_ops lab_sf_port_ops = { .port_del = lab_sf_del, .port_fn_state_get = lab_sf_state_get };

static int lab_sf_check(struct lab_dev *dev, const struct devlink_port_new_attrs *attrs, struct netlink_ext_ack *extack)
{
	struct lab_sf *other;

	if (!lab_is_switchdev(dev)) {
		NL_SET_ERR_MSG_MOD(extack, "SF ports are only supported in eswitch switchdev mode.");
		return -EOPNOTSUPP;
	}
	if (attrs->flavour != DEVLINK_PORT_FLAVOUR_PCI_SF || attrs->port_index_valid || !attrs->sfnum_valid) {
		NL_SET_ERR_MSG_MOD(extack, "Only SF ports can be added, without a port index and with an sfnum");
		return -EOPNOTSUPP;
	}
	if (attrs->controller || attrs->pfnum != lab_port_number(dev)) {
		NL_SET_ERR_MSG_MOD(extack, "Invalid pfnum supplied");
		return -EOPNOTSUPP;
	}
	list_for_each_entry(other, &dev->sfs, list)
		if (other->number == attrs->sfnum) {
			NL_SET_ERR_MSG_MOD(extack, "SF already exist. Choose different sfnum");
			return -EEXIST;
		}
	return 0;
}

int lab_sf_new(struct devlink *devlink, const struct devlink_port_new_attrs *attrs, struct netlink_ext_ack *extack,
	       struct devlink_port **port)
{
	struct lab_dev *dev = devlink_priv(devlink);
	struct lab_sf *sf;
	int err = lab_sf_check(dev, attrs, extack);

	if (err)
		return err;
	sf = kzalloc(sizeof(*sf), GFP_KERNEL);
	if (!sf)
		return -ENOMEM;
	sf->number = attrs->sfnum;
	sf->id = ida_alloc_max(&dev->sf_ids, LAB_LAST_SF, GFP_KERNEL);
	if (sf->id < 0) {
		err = sf->id;
		goto free;
	}
	lab_fill_switch_id(dev, &sf->port.attrs.switch_id);
	devlink_port_attrs_pci_sf_set(&sf->port, 0, lab_port_number(dev), sf->number, false);
	err = devl_port_register_with_ops(devlink, &sf->port, lab_port_index(dev, LAB_FIRST_SF_VPORT + sf->id), &lab_sf_port_ops);
	if (err)
		goto free_id;
	sf->rep = lab_netdev_create(dev, &sf->port);
	if (IS_ERR(sf->rep)) {
		err = PTR_ERR(sf->rep);
		goto unregister;
	}
	list_add_tail(&sf->list, &dev->sfs);
	*port = &sf->port;
	return 0;

unregister:
	devl_port_unregister(&sf->port);
free_id:
	ida_free(&dev->sf_ids, sf->id);
free:
	kfree(sf);
	return err;
}

void lab_sfs_remove(struct lab_dev *dev)
{
	struct lab_sf *sf, *next;

	list_for_each_entry_safe(sf, next, &dev->sfs, list)
		lab_sf_remove(dev, sf);
}
