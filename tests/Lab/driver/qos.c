// SPDX-License-Identifier: GPL-2.0
/* Rate groups of OFED's sysfs and rate nodes of devlink: both are elements of one scheduler (esw/qos.c). */
#include "lab.h"

#define LAB_BYTES_PER_MBIT 125000

/* Moves a vport; gives the numbered group that nobody is in any more, for the caller to dispose of without the lock. */
static struct lab_group *lab_move(struct lab_vport *vport, struct lab_group *group)
{
	struct lab_group *left = vport->group;

	if (left == group)
		return NULL;
	vport->group = group;
	if (group)
		group->members++;
	if (!left || --left->members || left->id == LAB_NODE_GROUP)
		return NULL;
	list_del(&left->list);
	return left;
}

/* A file of the group may be in use, and waits for the lock: so this is done without. */
static void lab_dispose(struct lab_group *group)
{
	if (!group)
		return;
	lab_dir_remove(group->dir);
	kfree(group);
}

static struct lab_group *lab_numbered_group(struct lab_dev *dev, int id)
{
	struct lab_group *group;

	list_for_each_entry(group, &dev->groups, list)
		if (group->id == id)
			return group;
	group = kzalloc(sizeof(*group), GFP_KERNEL);
	if (!group)
		return ERR_PTR(-ENOMEM);
	group->dev = dev;
	group->id = id;
	group->dir = lab_dir_add(&dev->groups_dir->kobj, &lab_group_files, group, "%d", id);
	if (IS_ERR(group->dir)) {
		void *err = group->dir;

		kfree(group);
		return err;
	}
	list_add_tail(&group->list, &dev->groups);
	return group;
}

/* Into a numbered group, made at need; 0 is out of any, as in release 25.07 and later. */
int lab_enter_group(struct lab_vport *vport, int id)
{
	struct lab_dev *dev = vport->dev;
	struct lab_group *group = NULL, *dead;

	mutex_lock(&dev->topology);
	mutex_lock(&dev->lock);
	if (id)
		group = lab_numbered_group(dev, id);
	dead = IS_ERR(group) ? NULL : lab_move(vport, group);
	mutex_unlock(&dev->lock);
	lab_dispose(dead);
	mutex_unlock(&dev->topology);
	return PTR_ERR_OR_ZERO(group);
}

void lab_enter_node(struct lab_vport *vport, struct lab_group *node)
{
	struct lab_dev *dev = vport->dev;
	struct lab_group *dead;

	mutex_lock(&dev->topology);
	mutex_lock(&dev->lock);
	dead = lab_move(vport, node);
	mutex_unlock(&dev->lock);
	lab_dispose(dead);
	mutex_unlock(&dev->topology);
}

void lab_leave_scheduler(struct lab_vport *vport)
{
	lab_enter_node(vport, NULL);
	mutex_lock(&vport->dev->lock);
	vport->min = vport->max = 0;
	mutex_unlock(&vport->dev->lock);
}

/*
 * The share by which a guarantee is kept among its siblings below the root: in proportion to the largest; 1 without a
 * guarantee while another has one; 0 while none has.
 */
u32 lab_bw_share(struct lab_group *group)
{
	struct lab_dev *dev = group->dev;
	struct lab_group *other;
	u32 largest = 0, divider;
	unsigned int vf;

	list_for_each_entry(other, &dev->groups, list)
		largest = max(largest, other->min);
	list_for_each_entry(other, &dev->nodes, list)
		if (!other->parent)
			largest = max(largest, other->min);
	for (vf = 0; vf < dev->num_vfs; vf++)
		if (!dev->vports[vf].group)
			largest = max(largest, dev->vports[vf].min);
	if (!largest)
		return 0;
	divider = max(largest / LAB_MAX_BW_SHARE, 1u);
	return clamp(DIV_ROUND_UP(group->min, divider), 1u, (u32)LAB_MAX_BW_SHARE);
}

/* ---- devlink ---- */

static int lab_mbps(u64 bytes, u32 *mbps, struct netlink_ext_ack *extack)
{
	u32 rest;
	u64 rate = div_u64_rem(bytes, LAB_BYTES_PER_MBIT, &rest);

	if (rest) {
		NL_SET_ERR_MSG_MOD(extack, "TX rate value not in link speed units of 1Mbps");
		return -EINVAL;
	}
	if (rate > LAB_LINK_MBPS) {
		NL_SET_ERR_MSG_MOD(extack, "TX rate value exceed link maximum speed");
		return -EINVAL;
	}
	*mbps = rate;
	return 0;
}

#define LAB_RATE(what, type, mutex, field) \
static int lab_##what##_set(struct devlink_rate *rate, void *priv, u64 bytes, struct netlink_ext_ack *extack) \
{ \
	type *owner = priv; \
	u32 mbps; \
	int err = lab_mbps(bytes, &mbps, extack); \
	if (err) \
		return err; \
	mutex_lock(mutex); \
	owner->field = mbps; \
	mutex_unlock(mutex); \
	return 0; \
}
LAB_RATE(leaf_share, struct lab_vport, &owner->dev->lock, min)
LAB_RATE(leaf_max, struct lab_vport, &owner->dev->lock, max)
LAB_RATE(node_share, struct lab_group, &owner->dev->lock, min)
LAB_RATE(node_max, struct lab_group, &owner->dev->lock, max)

static int lab_node_new(struct devlink_rate *rate, void **priv, struct netlink_ext_ack *extack)
{
	struct lab_dev *dev = devlink_priv(rate->devlink);
	struct lab_group *node;

	if (!lab_is_switchdev(dev)) {
		NL_SET_ERR_MSG_MOD(extack, "Rate node creation supported only in switchdev mode");
		return -EOPNOTSUPP;
	}
	node = kzalloc(sizeof(*node), GFP_KERNEL);
	if (!node)
		return -ENOMEM;
	node->dev = dev;
	node->id = LAB_NODE_GROUP;
	mutex_lock(&dev->lock);
	list_add_tail(&node->list, &dev->nodes);
	mutex_unlock(&dev->lock);
	*priv = node;
	return 0;
}

static int lab_node_del(struct devlink_rate *rate, void *priv, struct netlink_ext_ack *extack)
{
	struct lab_group *node = priv;

	mutex_lock(&node->dev->lock);
	list_del(&node->list);
	mutex_unlock(&node->dev->lock);
	kfree(node);
	return 0;
}

static int lab_leaf_parent_set(struct devlink_rate *leaf, struct devlink_rate *parent, void *priv, void *node,
			       struct netlink_ext_ack *extack)
{
	lab_enter_node(priv, parent ? node : NULL);
	return 0;
}

static int lab_level(struct lab_group *node)
{
	return node->parent ? lab_level(node->parent) + 1 : 2;
}

static bool lab_has_children(struct lab_group *node)
{
	struct lab_group *other;

	list_for_each_entry(other, &node->dev->nodes, list)
		if (other->parent == node)
			return true;
	return node->members > 0;
}

static int lab_node_parent_set(struct devlink_rate *rate, struct devlink_rate *parent, void *priv, void *above,
			       struct netlink_ext_ack *extack)
{
	struct lab_group *node = priv;
	int err = 0;

	mutex_lock(&node->dev->lock);
	if (lab_has_children(node)) {
		NL_SET_ERR_MSG_MOD(extack, "Cannot reassign a node that contains rate objects");
		err = -EOPNOTSUPP;
	} else if (parent && lab_level(above) + 1 > LAB_MAX_LEVEL) {
		NL_SET_ERR_MSG_MOD(extack, "Node hierarchy depth exceeds the maximum supported level");
		err = -EOPNOTSUPP;
	} else {
		node->parent = parent ? above : NULL;
	}
	mutex_unlock(&node->dev->lock);
	return err;
}

#define LAB_OPS \
	.info_get = lab_info_get, \
	.eswitch_mode_get = lab_eswitch_mode_get, .eswitch_mode_set = lab_eswitch_mode_set, \
	.eswitch_inline_mode_get = lab_eswitch_inline_get, .eswitch_inline_mode_set = lab_eswitch_inline_set, \
	.eswitch_encap_mode_get = lab_eswitch_encap_get, .eswitch_encap_mode_set = lab_eswitch_encap_set

#define LAB_RATE_OPS \
	.rate_leaf_tx_share_set = lab_leaf_share_set, .rate_leaf_tx_max_set = lab_leaf_max_set, \
	.rate_node_tx_share_set = lab_node_share_set, .rate_node_tx_max_set = lab_node_max_set, \
	.rate_node_new = lab_node_new, .rate_node_del = lab_node_del, .rate_leaf_parent_set = lab_leaf_parent_set

/* Nodes below nodes came to mlx5 after Linux 6.12. */
const struct devlink_ops lab_inbox_ops = { LAB_OPS, LAB_RATE_OPS, .port_new = lab_sf_new };
const struct devlink_ops lab_ofed_ops = { LAB_OPS, LAB_RATE_OPS, .port_new = lab_sf_new, .rate_node_parent_set = lab_node_parent_set };
const struct devlink_ops lab_vf_ops = { LAB_OPS };
