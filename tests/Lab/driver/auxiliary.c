// SPDX-License-Identifier: GPL-2.0
/*
 * A function's auxiliary devices, by which other drivers find it: rdma for mlx5_ib, and a VF's vnet for mlx5_vdpa (mlx5_adev_devices
 * and is_vnet_supported in dev.c).
 */
#include <linux/auxiliary_bus.h>
#include "lab.h"

static void lab_auxiliary_release(struct device *device)
{
	kfree(to_auxiliary_dev(device));
}

static struct auxiliary_device *lab_auxiliary_create(struct lab_dev *dev, const char *name)
{
	struct auxiliary_device *auxiliary = kzalloc(sizeof(*auxiliary), GFP_KERNEL);
	int err;

	if (!auxiliary)
		return ERR_PTR(-ENOMEM);
	auxiliary->name = name;
	auxiliary->id = pci_dev_id(dev->pdev);
	auxiliary->dev.parent = &dev->pdev->dev;
	auxiliary->dev.release = lab_auxiliary_release;
	err = auxiliary_device_init(auxiliary);
	if (err) {
		kfree(auxiliary);
		return ERR_PTR(err);
	}
	err = auxiliary_device_add(auxiliary);
	if (err) {
		auxiliary_device_uninit(auxiliary);
		return ERR_PTR(err);
	}
	return auxiliary;
}

static void lab_auxiliary_destroy(struct auxiliary_device *auxiliary)
{
	auxiliary_device_delete(auxiliary);
	auxiliary_device_uninit(auxiliary);
}

int lab_auxiliary_add(struct lab_dev *dev)
{
	dev->for_rdma = lab_auxiliary_create(dev, "rdma");
	if (IS_ERR(dev->for_rdma))
		return PTR_ERR(dev->for_rdma);
	if (!dev->pdev->is_virtfn)
		return 0;
	dev->for_vdpa = lab_auxiliary_create(dev, "vnet");
	if (IS_ERR(dev->for_vdpa)) {
		lab_auxiliary_destroy(dev->for_rdma);
		return PTR_ERR(dev->for_vdpa);
	}
	return 0;
}

/* The last one first, as mlx5_unregister_device has it: it waits for whoever has the vDPA device open. */
void lab_auxiliary_remove(struct lab_dev *dev)
{
	if (dev->for_vdpa)
		lab_auxiliary_destroy(dev->for_vdpa);
	lab_auxiliary_destroy(dev->for_rdma);
}
