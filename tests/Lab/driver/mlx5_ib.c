// SPDX-License-Identifier: GPL-2.0
/*
 * The lab's mlx5_ib: an RDMA device of the kernel's RDMA core below each PCI function, so that ib_uverbs gives it a character device. Programs can open
 * that and find out that there is nothing behind it (what it follows: mlx5_ib_stage_init_init in drivers/infiniband/hw/mlx5/main.c).
 */
#include <linux/auxiliary_bus.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <rdma/ib_verbs.h>

static int lab_query_device(struct ib_device *device, struct ib_device_attr *attributes, struct ib_udata *udata)
{
	memset(attributes, 0, sizeof(*attributes));
	attributes->vendor_id = to_pci_dev(device->dev.parent)->vendor;
	attributes->vendor_part_id = to_pci_dev(device->dev.parent)->device;
	return 0;
}

static int lab_query_port(struct ib_device *device, u32 number, struct ib_port_attr *attributes)
{
	attributes->state = IB_PORT_DOWN;
	attributes->phys_state = IB_PORT_PHYS_STATE_DISABLED;
	attributes->active_width = IB_WIDTH_4X;
	attributes->active_speed = IB_SPEED_EDR;
	return 0;
}

/* Raw packets, so neither GIDs nor partition keys: as mlx5_port_rep_immutable. */
static int lab_get_port_immutable(struct ib_device *device, u32 number, struct ib_port_immutable *immutable)
{
	immutable->core_cap_flags = RDMA_CORE_PORT_RAW_PACKET;
	return 0;
}

static enum rdma_link_layer lab_get_link_layer(struct ib_device *device, u32 number)
{
	return IB_LINK_LAYER_ETHERNET;
}

static int lab_alloc_ucontext(struct ib_ucontext *context, struct ib_udata *udata)
{
	return 0;
}

static void lab_dealloc_ucontext(struct ib_ucontext *context)
{
}

/* That it is there lets ib_uverbs_remove_one take the device away from its users, as it may mlx5's, in place of waiting for them. */
static void lab_disassociate_ucontext(struct ib_ucontext *context)
{
}

static const struct ib_device_ops lab_ops = {
	.owner = THIS_MODULE,
	.driver_id = RDMA_DRIVER_MLX5,
	.uverbs_abi_ver = 1,
	.query_device = lab_query_device,
	.query_port = lab_query_port,
	.get_port_immutable = lab_get_port_immutable,
	.get_link_layer = lab_get_link_layer,
	.alloc_ucontext = lab_alloc_ucontext,
	.dealloc_ucontext = lab_dealloc_ucontext,
	.disassociate_ucontext = lab_disassociate_ucontext,
	.size_ib_ucontext = sizeof(struct ib_ucontext),
};

struct lab_ib {
	struct ib_device device;
};

static int lab_probe(struct auxiliary_device *auxiliary, const struct auxiliary_device_id *id)
{
	struct lab_ib *ib = ib_alloc_device(lab_ib, device);
	int err;

	if (!ib)
		return -ENOMEM;
	ib->device.dev.parent = auxiliary->dev.parent;
	ib->device.node_type = RDMA_NODE_IB_CA;
	ib->device.phys_port_cnt = 1;
	ib->device.num_comp_vectors = 1;
	ib->device.node_guid = cpu_to_be64(0x946dae0300000000ULL | pci_dev_id(to_pci_dev(auxiliary->dev.parent)));
	ib_set_device_ops(&ib->device, &lab_ops);
	err = ib_register_device(&ib->device, "mlx5_%d", auxiliary->dev.parent);
	if (err) {
		ib_dealloc_device(&ib->device);
		return err;
	}
	auxiliary_set_drvdata(auxiliary, ib);
	return 0;
}

static void lab_remove(struct auxiliary_device *auxiliary)
{
	struct lab_ib *ib = auxiliary_get_drvdata(auxiliary);

	ib_unregister_device(&ib->device);
	ib_dealloc_device(&ib->device);
}

static const struct auxiliary_device_id lab_ids[] = { { .name = "mlx5_core.rdma" }, { } };
MODULE_DEVICE_TABLE(auxiliary, lab_ids);

static struct auxiliary_driver lab_driver = { .name = "rdma", .id_table = lab_ids, .probe = lab_probe, .remove = lab_remove };
module_auxiliary_driver(lab_driver);
MODULE_DESCRIPTION("A stand-in for mlx5_ib, for tests");
MODULE_LICENSE("GPL");
