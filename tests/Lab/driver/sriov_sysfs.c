// SPDX-License-Identifier: GPL-2.0
/*
 * device/sriov: the tree that MLNX_OFED's driver shows of its VFs and rate groups, as in release 25.10 (its
 * sriov_sysfs.c): names, texts, grammars and refusals, in our own code. And device/mlx5_num_vfs beside it.
 */
#include "lab.h"

static ssize_t lab_dir_show(struct kobject *kobj, struct attribute *attr, char *buf)
{
	return container_of(attr, struct lab_file, attr)->show(container_of(kobj, struct lab_dir, kobj)->owner, buf);
}

static ssize_t lab_dir_store(struct kobject *kobj, struct attribute *attr, const char *buf, size_t count)
{
	int err = container_of(attr, struct lab_file, attr)->store(container_of(kobj, struct lab_dir, kobj)->owner, buf);

	return err ?: count;
}

static void lab_dir_release(struct kobject *kobj)
{
	kfree(container_of(kobj, struct lab_dir, kobj));
}

static const struct sysfs_ops lab_dir_ops = { .show = lab_dir_show, .store = lab_dir_store };
static const struct kobj_type lab_dir_type = { .sysfs_ops = &lab_dir_ops, .release = lab_dir_release };

struct lab_dir *lab_dir_add(struct kobject *parent, const struct attribute_group *files,
			    void *owner, const char *format, ...)
{
	struct lab_dir *dir = kzalloc(sizeof(*dir), GFP_KERNEL);
	char name[32];
	va_list args;
	int err;

	if (!dir)
		return ERR_PTR(-ENOMEM);
	dir->owner = owner;
	INIT_LIST_HEAD(&dir->children);
	INIT_LIST_HEAD(&dir->sibling);
	va_start(args, format);
	vsnprintf(name, sizeof(name), format, args);
	va_end(args);
	err = kobject_init_and_add(&dir->kobj, &lab_dir_type, parent, "%s", name);
	if (!err && files)
		err = sysfs_create_group(&dir->kobj, files);
	if (err) {
		kobject_put(&dir->kobj);
		return ERR_PTR(err);
	}
	if (parent->ktype == &lab_dir_type)
		list_add(&dir->sibling, &container_of(parent, struct lab_dir, kobj)->children);
	return dir;
}

/* Removes a directory and what is below it; waits for those who use its files. */
void lab_dir_remove(struct lab_dir *dir)
{
	struct lab_dir *child, *next;

	if (IS_ERR_OR_NULL(dir))
		return;
	list_for_each_entry_safe(child, next, &dir->children, sibling)
		lab_dir_remove(child);
	list_del(&dir->sibling);
	kobject_del(&dir->kobj);
	kobject_put(&dir->kobj);
}

/* ---- groups/N ---- */

static ssize_t lab_group_max_tx_rate_show(void *owner, char *buf)
{
	return sysfs_emit(buf, "usage: write <Rate (Mbit/s)> to set VF group max rate\n");
}

static ssize_t lab_group_min_tx_rate_show(void *owner, char *buf)
{
	return sysfs_emit(buf, "usage: write <Rate (Mbit/s)> to set VF group min rate\n");
}

static int lab_group_store(struct lab_group *group, u32 *rate, const char *buf)
{
	u32 value;

	if (sscanf(buf, "%u", &value) != 1)
		return -EINVAL;
	mutex_lock(&group->dev->lock);
	*rate = value;
	mutex_unlock(&group->dev->lock);
	return 0;
}

static int lab_group_max_tx_rate_store(void *owner, const char *buf)
{
	return lab_group_store(owner, &((struct lab_group *)owner)->max, buf);
}

static int lab_group_min_tx_rate_store(void *owner, const char *buf)
{
	return lab_group_store(owner, &((struct lab_group *)owner)->min, buf);
}

static ssize_t lab_group_config_show(void *owner, char *buf)
{
	struct lab_group *group = owner;
	ssize_t length;

	mutex_lock(&group->dev->lock);
	length = sysfs_emit(buf, "Num VFs    : %d\nMaxRate    : %d\nMinRate    : %d\nBWShare(Indirect cfg)    : %d\n",
			    group->members, group->max, group->min, lab_bw_share(group));
	mutex_unlock(&group->dev->lock);
	return length;
}

static int lab_group_config_store(void *owner, const char *buf)
{
	return -ENOTSUPP;
}

LAB_FILE(lab_group, max_tx_rate);
LAB_FILE(lab_group, min_tx_rate);
LAB_FILE(lab_group, config);

static struct attribute *lab_group_attrs[] = {
	&lab_group_max_tx_rate.attr, &lab_group_min_tx_rate.attr, &lab_group_config.attr, NULL
};
const struct attribute_group lab_group_files = { .attrs = lab_group_attrs };

/* ---- a VF's directory ---- */

static int lab_vf_dir_add(struct lab_vport *vport)
{
	static const char * const names[] = { "rx/bps", "rx/pps", "tx/bps", "tx/pps" };
	struct lab_dir *meters, *way = NULL, *added;
	int i;

	vport->dir = lab_dir_add(&vport->dev->sriov->kobj, lab_ib ? &lab_infiniband_files : &lab_ethernet_files,
				 vport, "%d", vport->index);
	if (IS_ERR(vport->dir) || lab_ib)
		return PTR_ERR_OR_ZERO(vport->dir);
	added = lab_dir_add(&vport->dir->kobj, &lab_paging_files, vport, "paging_control");
	meters = lab_dir_add(&vport->dir->kobj, NULL, vport, "meters");
	if (IS_ERR(added) || IS_ERR(meters))
		return -ENOMEM;
	for (i = 0; i < ARRAY_SIZE(names); i++) {
		vport->meters[i].vport = vport;
		if (i % 2 == 0)
			way = lab_dir_add(&meters->kobj, NULL, vport, "%.2s", names[i]);
		added = IS_ERR(way) ? way : lab_dir_add(&way->kobj, &lab_meter_files, &vport->meters[i], "%s", names[i] + 3);
		if (IS_ERR(added))
			return PTR_ERR(added);
	}
	return 0;
}

int lab_tree_add_vfs(struct lab_dev *dev, unsigned int count)
{
	unsigned int vf;
	int err = 0;

	if (!dev->sriov)
		return 0;
	for (vf = 0; vf < count && !err; vf++)
		err = lab_vf_dir_add(&dev->vports[vf]);
	return err;
}

void lab_tree_remove_vfs(struct lab_dev *dev)
{
	unsigned int vf;

	for (vf = 0; vf < dev->num_vfs; vf++) {
		lab_dir_remove(dev->vports[vf].dir);
		dev->vports[vf].dir = NULL;
	}
}

/* ---- mlx5_num_vfs: OFED's own way to set the number, from before the PCI core had one ---- */

static ssize_t mlx5_num_vfs_show(struct device *device, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", pci_num_vf(to_pci_dev(device)));
}

/* Since release 25.07 with the checks of sriov_numvfs, but for a negative number, for which there is no memory. */
static ssize_t mlx5_num_vfs_store(struct device *device, struct device_attribute *attr, const char *buf, size_t count)
{
	struct pci_dev *pdev = to_pci_dev(device);
	int wanted, err = 0;

	if (kstrtoint(buf, 0, &wanted))
		return -EINVAL;
	if (wanted > pci_sriov_get_totalvfs(pdev))
		return -ERANGE;
	if (!device_trylock(device))		/* the driver is being unbound, and waits for this file */
		return -EBUSY;
	if (wanted < 0)
		err = pci_num_vf(pdev) ? -EBUSY : -ENOMEM;
	else if (wanted && pci_num_vf(pdev) && wanted != pci_num_vf(pdev))
		err = -EBUSY;
	else if (wanted != pci_num_vf(pdev))
		err = lab_sriov_configure(pdev, wanted);
	device_unlock(device);
	return err < 0 ? err : count;
}
static DEVICE_ATTR(mlx5_num_vfs, 0600, mlx5_num_vfs_show, mlx5_num_vfs_store);

/* ---- the tree ---- */

int lab_tree_add(struct lab_dev *dev)
{
	int err;

	if (!lab_ofed)
		return 0;
	dev->sriov = lab_dir_add(&dev->pdev->dev.kobj, NULL, dev, "sriov");
	if (IS_ERR(dev->sriov)) {
		err = PTR_ERR(dev->sriov);
		dev->sriov = NULL;
		return err;
	}
	/* There from the start where the firmware can, with no group in it: that of number 0 is none since 25.07. */
	if (!lab_ib)
		dev->groups_dir = lab_dir_add(&dev->sriov->kobj, NULL, dev, "groups");
	err = PTR_ERR_OR_ZERO(dev->groups_dir);
	if (!err)
		err = device_create_file(&dev->pdev->dev, &dev_attr_mlx5_num_vfs);
	if (err)
		lab_tree_remove(dev);
	return err;
}

void lab_tree_remove(struct lab_dev *dev)
{
	if (!dev->sriov)
		return;
	device_remove_file(&dev->pdev->dev, &dev_attr_mlx5_num_vfs);
	lab_dir_remove(dev->groups_dir);
	lab_dir_remove(dev->sriov);
	dev->sriov = dev->groups_dir = NULL;
}
