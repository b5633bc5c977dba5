// SPDX-License-Identifier: GPL-2.0
/*
 * /sys/class/infiniband/mlx5_N: a class of that name with devices that have no verbs, only the few attributes that tell
 * what the device is and the way to its PCI function. The RDMA core cannot be loaded beside it: without it mlx5_ib makes the devices.
 */
#include <linux/idr.h>
#include "lab.h"

static struct class *lab_class;
static DEFINE_IDA(lab_numbers);

struct lab_rdma {
	u64 node_guid;
	struct lab_dir *ports;
};

#define LAB_TEXT(file, format, ...) \
static ssize_t file##_show(struct device *device, struct device_attribute *attr, char *buf) \
{ \
	return sysfs_emit(buf, format "\n", ##__VA_ARGS__); \
} \
static DEVICE_ATTR_RO(file)
LAB_TEXT(board_id, LAB_PSID);
LAB_TEXT(fw_ver, LAB_FIRMWARE);
LAB_TEXT(hca_type, "MT%d", to_pci_dev(device->parent)->device);

static ssize_t node_guid_show(struct device *device, struct device_attribute *attr, char *buf)
{
	u64 guid = ((struct lab_rdma *)dev_get_drvdata(device))->node_guid;

	return sysfs_emit(buf, "%04x:%04x:%04x:%04x\n", (u16)(guid >> 48), (u16)(guid >> 32), (u16)(guid >> 16), (u16)guid);
}
static DEVICE_ATTR_RO(node_guid);

static struct attribute *lab_rdma_attrs[] = {
	&dev_attr_board_id.attr, &dev_attr_fw_ver.attr, &dev_attr_hca_type.attr, &dev_attr_node_guid.attr, NULL
};
ATTRIBUTE_GROUPS(lab_rdma);

static ssize_t lab_port_link_layer_show(void *owner, char *buf)
{
	return sysfs_emit(buf, lab_ib ? "InfiniBand\n" : "Ethernet\n");
}

static int lab_port_link_layer_store(void *owner, const char *buf)
{
	return -EIO;
}

static struct lab_file lab_port_link_layer = {
	.attr = { .name = "link_layer", .mode = 0444 },
	.show = lab_port_link_layer_show,
	.store = lab_port_link_layer_store,
};
static struct attribute *lab_rdma_port_attrs[] = { &lab_port_link_layer.attr, NULL };
static const struct attribute_group lab_rdma_port_files = { .attrs = lab_rdma_port_attrs };

int lab_rdma_add(struct lab_dev *dev, u64 node_guid)
{
	struct lab_rdma *rdma;

	if (!lab_class)
		return 0;
	rdma = kzalloc(sizeof(*rdma), GFP_KERNEL);
	if (!rdma)
		return -ENOMEM;
	rdma->node_guid = node_guid;
	dev->rdma_number = ida_alloc(&lab_numbers, GFP_KERNEL);
	if (dev->rdma_number < 0) {
		kfree(rdma);
		return dev->rdma_number;
	}
	dev->rdma = device_create_with_groups(lab_class, &dev->pdev->dev, 0, rdma, lab_rdma_groups, "mlx5_%d", dev->rdma_number);
	if (IS_ERR(dev->rdma)) {
		ida_free(&lab_numbers, dev->rdma_number);
		kfree(rdma);
		return PTR_ERR(dev->rdma);
	}
	rdma->ports = lab_dir_add(&dev->rdma->kobj, NULL, dev, "ports");
	if (!IS_ERR(rdma->ports))
		lab_dir_add(&rdma->ports->kobj, &lab_rdma_port_files, dev, "1");
	return 0;
}

void lab_rdma_remove(struct lab_dev *dev)
{
	struct lab_rdma *rdma;

	if (!lab_class)
		return;
	rdma = dev_get_drvdata(dev->rdma);
	lab_dir_remove(rdma->ports);
	device_unregister(dev->rdma);
	ida_free(&lab_numbers, dev->rdma_number);
	kfree(rdma);
}

int lab_rdma_init(void)
{
	if (!lab_rdma)
		return 0;
	lab_class = class_create("infiniband");
	return PTR_ERR_OR_ZERO(lab_class);
}

void lab_rdma_exit(void)
{
	class_destroy(lab_class);
}
