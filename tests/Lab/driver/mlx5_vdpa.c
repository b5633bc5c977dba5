// SPDX-License-Identifier: GPL-2.0
/*
 * The lab's mlx5_vdpa: for each VF a management device of vDPA, on which 'vdpa dev add' makes one virtio net device that is below the VF's PCI
 * function. It keeps what its driver sets and moves no packet (what it follows: mlx5_vdpa_dev_add in drivers/vdpa/mlx5/net/mlx5_vnet.c).
 */
#include <linux/auxiliary_bus.h>
#include <linux/module.h>
#include <linux/vdpa.h>
#include <uapi/linux/virtio_config.h>
#include <uapi/linux/virtio_ids.h>
#include <uapi/linux/virtio_net.h>

#define LAB_VENDOR 0x15b3
#define LAB_QUEUES 2
#define LAB_QUEUE_SIZE 256
#define LAB_FEATURES (BIT_ULL(VIRTIO_F_VERSION_1) | BIT_ULL(VIRTIO_F_ACCESS_PLATFORM))

struct lab_queue {
	bool ready;
	struct vdpa_vq_state state;
};

struct lab_vdpa {
	struct vdpa_device vdpa;
	u64 features;
	u8 status;
	struct lab_queue queues[LAB_QUEUES];
	struct virtio_net_config config;
};

struct lab_management {
	struct vdpa_mgmt_dev device;
	bool has_vdpa;			/* only one fits */
};

static struct lab_vdpa *lab_vdpa(struct vdpa_device *vdpa)
{
	return container_of(vdpa, struct lab_vdpa, vdpa);
}

/* ---- queues: where they are and whom they notify is of no use without traffic ---- */

static int lab_set_vq_address(struct vdpa_device *vdpa, u16 index, u64 descriptors, u64 driver, u64 device)
{
	return 0;
}

static void lab_set_vq_num(struct vdpa_device *vdpa, u16 index, u32 size)
{
}

static void lab_kick_vq(struct vdpa_device *vdpa, u16 index)
{
}

static void lab_set_vq_cb(struct vdpa_device *vdpa, u16 index, struct vdpa_callback *callback)
{
}

static void lab_set_vq_ready(struct vdpa_device *vdpa, u16 index, bool ready)
{
	if (index < LAB_QUEUES)
		lab_vdpa(vdpa)->queues[index].ready = ready;
}

static bool lab_get_vq_ready(struct vdpa_device *vdpa, u16 index)
{
	return index < LAB_QUEUES && lab_vdpa(vdpa)->queues[index].ready;
}

static int lab_set_vq_state(struct vdpa_device *vdpa, u16 index, const struct vdpa_vq_state *state)
{
	if (index >= LAB_QUEUES)
		return -EINVAL;
	lab_vdpa(vdpa)->queues[index].state = *state;
	return 0;
}

static int lab_get_vq_state(struct vdpa_device *vdpa, u16 index, struct vdpa_vq_state *state)
{
	if (index >= LAB_QUEUES)
		return -EINVAL;
	*state = lab_vdpa(vdpa)->queues[index].state;
	return 0;
}

static u32 lab_get_vq_align(struct vdpa_device *vdpa)
{
	return PAGE_SIZE;
}

static u16 lab_get_vq_num_max(struct vdpa_device *vdpa)
{
	return LAB_QUEUE_SIZE;
}

/* ---- the device ---- */

static u64 lab_get_device_features(struct vdpa_device *vdpa)
{
	return LAB_FEATURES;
}

static int lab_set_driver_features(struct vdpa_device *vdpa, u64 features)
{
	lab_vdpa(vdpa)->features = features & LAB_FEATURES;
	return 0;
}

static u64 lab_get_driver_features(struct vdpa_device *vdpa)
{
	return lab_vdpa(vdpa)->features;
}

static void lab_set_config_cb(struct vdpa_device *vdpa, struct vdpa_callback *callback)
{
}

static u32 lab_get_device_id(struct vdpa_device *vdpa)
{
	return VIRTIO_ID_NET;
}

static u32 lab_get_vendor_id(struct vdpa_device *vdpa)
{
	return LAB_VENDOR;
}

static u8 lab_get_status(struct vdpa_device *vdpa)
{
	return lab_vdpa(vdpa)->status;
}

static void lab_set_status(struct vdpa_device *vdpa, u8 status)
{
	lab_vdpa(vdpa)->status = status;
}

static int lab_reset(struct vdpa_device *vdpa)
{
	struct lab_vdpa *device = lab_vdpa(vdpa);

	device->features = 0;
	device->status = 0;
	memset(device->queues, 0, sizeof(device->queues));
	return 0;
}

static size_t lab_get_config_size(struct vdpa_device *vdpa)
{
	return sizeof(struct virtio_net_config);
}

static void lab_get_config(struct vdpa_device *vdpa, unsigned int offset, void *buffer, unsigned int length)
{
	if (offset + length <= sizeof(struct virtio_net_config))
		memcpy(buffer, (u8 *)&lab_vdpa(vdpa)->config + offset, length);
}

static void lab_set_config(struct vdpa_device *vdpa, unsigned int offset, const void *buffer, unsigned int length)
{
}

/* That it is there tells vhost_vdpa that the device maps memory itself, as mlx5's does, and not the IOMMU (vhost_vdpa_alloc_domain). */
static int lab_set_map(struct vdpa_device *vdpa, unsigned int space, struct vhost_iotlb *map)
{
	return 0;
}

static const struct vdpa_config_ops lab_vdpa_ops = {
	.set_vq_address = lab_set_vq_address,
	.set_vq_num = lab_set_vq_num,
	.kick_vq = lab_kick_vq,
	.set_vq_cb = lab_set_vq_cb,
	.set_vq_ready = lab_set_vq_ready,
	.get_vq_ready = lab_get_vq_ready,
	.set_vq_state = lab_set_vq_state,
	.get_vq_state = lab_get_vq_state,
	.get_vq_align = lab_get_vq_align,
	.get_vq_num_max = lab_get_vq_num_max,
	.get_device_features = lab_get_device_features,
	.set_driver_features = lab_set_driver_features,
	.get_driver_features = lab_get_driver_features,
	.set_config_cb = lab_set_config_cb,
	.get_device_id = lab_get_device_id,
	.get_vendor_id = lab_get_vendor_id,
	.get_status = lab_get_status,
	.set_status = lab_set_status,
	.reset = lab_reset,
	.get_config_size = lab_get_config_size,
	.get_config = lab_get_config,
	.set_config = lab_set_config,
	.set_map = lab_set_map,
};

/* ---- the management device ---- */

static struct lab_management *lab_management(struct vdpa_mgmt_dev *device)
{
	return container_of(device, struct lab_management, device);
}

static int lab_dev_add(struct vdpa_mgmt_dev *management, const char *name, const struct vdpa_dev_set_config *config)
{
	struct lab_vdpa *device;
	int err;

	if (lab_management(management)->has_vdpa)
		return -ENOSPC;
	device = vdpa_alloc_device(struct lab_vdpa, vdpa, management->device, &lab_vdpa_ops, 1, 1, name, false);
	if (IS_ERR(device))
		return PTR_ERR(device);
	device->vdpa.dma_dev = management->device;
	device->vdpa.mdev = management;
	err = _vdpa_register_device(&device->vdpa, LAB_QUEUES);
	if (err) {
		put_device(&device->vdpa.dev);
		return err;
	}
	lab_management(management)->has_vdpa = true;
	return 0;
}

static void lab_dev_del(struct vdpa_mgmt_dev *management, struct vdpa_device *vdpa)
{
	_vdpa_unregister_device(vdpa);
	lab_management(management)->has_vdpa = false;
}

static const struct vdpa_mgmtdev_ops lab_management_ops = { .dev_add = lab_dev_add, .dev_del = lab_dev_del };

static struct virtio_device_id lab_virtio_ids[] = { { VIRTIO_ID_NET, VIRTIO_DEV_ANY_ID }, { } };

static int lab_probe(struct auxiliary_device *auxiliary, const struct auxiliary_device_id *id)
{
	struct lab_management *management = kzalloc(sizeof(*management), GFP_KERNEL);
	int err;

	if (!management)
		return -ENOMEM;
	management->device.device = auxiliary->dev.parent;
	management->device.ops = &lab_management_ops;
	management->device.id_table = lab_virtio_ids;
	management->device.supported_features = LAB_FEATURES;
	management->device.max_supported_vqs = LAB_QUEUES;
	err = vdpa_mgmtdev_register(&management->device);
	if (err) {
		kfree(management);
		return err;
	}
	auxiliary_set_drvdata(auxiliary, management);
	return 0;
}

static void lab_remove(struct auxiliary_device *auxiliary)
{
	struct lab_management *management = auxiliary_get_drvdata(auxiliary);

	vdpa_mgmtdev_unregister(&management->device);
	kfree(management);
}

static const struct auxiliary_device_id lab_ids[] = { { .name = "mlx5_core.vnet" }, { } };
MODULE_DEVICE_TABLE(auxiliary, lab_ids);

static struct auxiliary_driver lab_driver = { .name = "vnet", .id_table = lab_ids, .probe = lab_probe, .remove = lab_remove };
module_auxiliary_driver(lab_driver);
MODULE_DESCRIPTION("A stand-in for mlx5_vdpa, for tests");
MODULE_LICENSE("GPL");
