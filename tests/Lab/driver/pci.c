// SPDX-License-Identifier: GPL-2.0
/* The PCI driver: QEMU's igb and nvme, physical and virtual functions alike, taken for mlx5 adapters. */
#include <linux/module.h>
#include "lab.h"

#define LAB_VENDOR 0x15b3
#define LAB_PF_DEVICE 0x1021		/* ConnectX-7 */
#define LAB_VF_DEVICE 0x101e
#define LAB_VF_RAW_IGB 0x10ca		/* what the capability says before this driver sees the VF */
#define LAB_VF_RAW_NVME 0x0010

bool lab_ofed;
module_param_named(ofed, lab_ofed, bool, 0444);
MODULE_PARM_DESC(ofed, "show MLNX_OFED's device/sriov tree (after release 25.10)");

bool lab_ib;
module_param_named(ib, lab_ib, bool, 0444);
MODULE_PARM_DESC(ib, "InfiniBand ports");

bool lab_rdma = true;
module_param_named(rdma, lab_rdma, bool, 0444);
MODULE_PARM_DESC(rdma, "show RDMA devices in a class of the driver's own, beside which the RDMA core cannot be loaded");

static int totalvfs;
module_param(totalvfs, int, 0444);
MODULE_PARM_DESC(totalvfs, "lower the number of VFs that a port allows");

uint lab_traffic;
module_param_named(traffic, lab_traffic, uint, 0644);
MODULE_PARM_DESC(traffic, "packets that every VF has received and sent besides its first");

static void lab_fake_ids(struct pci_dev *pdev)
{
	pdev->vendor = LAB_VENDOR;
	pdev->device = pdev->is_virtfn ? LAB_VF_DEVICE : LAB_PF_DEVICE;
	pdev->class = PCI_CLASS_NETWORK_ETHERNET << 8;
}

/* VFs that no driver was given show the capability's ids; they too shall look like mlx5's. */
static void lab_fake_vf_ids(struct pci_dev *pdev)
{
	struct pci_dev *vf = NULL;

	for_each_pci_dev(vf)
		if (vf->is_virtfn && vf->physfn == pdev)
			lab_fake_ids(vf);
}

static void lab_vfs_forget(struct lab_dev *dev)
{
	struct devlink *devlink = priv_to_devlink(dev);
	unsigned int vf;

	lab_tree_remove_vfs(dev);
	devl_lock(devlink);
	lab_representors_remove(dev);
	devl_unlock(devlink);
	for (vf = 0; vf < dev->num_vfs; vf++) {
		lab_leave_scheduler(&dev->vports[vf]);
		mutex_lock(&dev->lock);
		lab_vport_reset(&dev->vports[vf]);
		mutex_unlock(&dev->lock);
	}
	rtnl_lock();
	dev->num_vfs = 0;
	rtnl_unlock();
}

/*
 * The number of VFs, with the PCI core's checks behind it. As mlx5's: the PCI functions go before the e-switch forgets
 * them, so a VF that a program holds blocks this before anything is changed; the e-switch mode stays.
 */
int lab_sriov_configure(struct pci_dev *pdev, int count)
{
	struct lab_dev *dev = pci_get_drvdata(pdev);
	struct devlink *devlink = priv_to_devlink(dev);
	int err;

	if (!count) {
		pci_disable_sriov(pdev);
		lab_vfs_forget(dev);
		/* As mlx5_eswitch_disable_sriov: the mode stays, devlink's rate nodes do not. */
		devl_lock(devlink);
		if (lab_is_switchdev(dev))
			devl_rate_nodes_destroy(devlink);
		devl_unlock(devlink);
		return 0;
	}
	rtnl_lock();
	dev->num_vfs = count;
	rtnl_unlock();
	devl_lock(devlink);
	err = lab_is_switchdev(dev) ? lab_representors_add(dev, NULL) : 0;
	devl_unlock(devlink);
	if (!err)
		err = lab_tree_add_vfs(dev, count);
	if (!err)
		err = pci_enable_sriov(pdev, count);
	if (err) {
		lab_vfs_forget(dev);
		return err;
	}
	lab_fake_vf_ids(pdev);
	return count;
}

static int lab_init_pf(struct lab_dev *dev)
{
	int vf, total = pci_sriov_get_totalvfs(dev->pdev);

	if (totalvfs > 0 && totalvfs < total) {
		pci_sriov_set_totalvfs(dev->pdev, totalvfs);
		total = totalvfs;
	}
	mutex_init(&dev->topology);
	mutex_init(&dev->lock);
	INIT_LIST_HEAD(&dev->groups);
	INIT_LIST_HEAD(&dev->nodes);
	INIT_LIST_HEAD(&dev->sfs);
	ida_init(&dev->sf_ids);
	dev->encap = DEVLINK_ESWITCH_ENCAP_MODE_BASIC;
	dev->vports = kvcalloc(max(total, 1), sizeof(*dev->vports), GFP_KERNEL);
	if (!dev->vports)
		return -ENOMEM;
	for (vf = 0; vf < total; vf++) {
		dev->vports[vf].dev = dev;
		dev->vports[vf].index = vf;
		dev->vports[vf].policy = IFLA_VF_LINK_STATE_DISABLE;
		lab_vport_reset(&dev->vports[vf]);
	}
	return 0;
}

static u64 lab_node_guid(struct lab_dev *dev)
{
	struct lab_dev *pf = dev->pdev->is_virtfn ? pci_get_drvdata(pci_physfn(dev->pdev)) : NULL;

	if (pf)
		return pf->vports[pci_iov_vf_id(dev->pdev)].node_guid;
	return 0x946dae0300000000ULL | pci_dev_id(dev->pdev);
}

/* A VF works only with its physical function's driver, as on the adapter, where it is the same one. */
static int lab_check(struct pci_dev *pdev)
{
	if (pdev->is_virtfn && pci_physfn(pdev)->driver != pdev->driver)
		return -ENODEV;
	return 0;
}

static int lab_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	const struct devlink_ops *ops = pdev->is_virtfn ? &lab_vf_ops : lab_ofed ? &lab_ofed_ops : &lab_inbox_ops;
	struct devlink *devlink;
	struct lab_dev *dev;
	int err;

	err = lab_check(pdev);
	if (!err)
		err = pci_enable_device(pdev);
	if (err)
		return err;
	lab_fake_ids(pdev);
	devlink = devlink_alloc(ops, sizeof(*dev), &pdev->dev);
	if (!devlink) {
		err = -ENOMEM;
		goto disable;
	}
	dev = devlink_priv(devlink);
	dev->pdev = pdev;
	err = pdev->is_virtfn ? 0 : lab_init_pf(dev);
	if (err)
		goto free;
	pci_set_drvdata(pdev, dev);

	devl_lock(devlink);
	err = devl_register(devlink);
	if (!err) {
		err = lab_port_register(dev);
		if (err)
			devl_unregister(devlink);
	}
	devl_unlock(devlink);
	if (err)
		goto free_vports;
	err = lab_rdma_add(dev, lab_node_guid(dev));
	if (err)
		goto unregister;
	err = pdev->is_virtfn ? 0 : lab_tree_add(dev);
	if (err)
		goto remove_rdma;
	err = lab_auxiliary_add(dev);
	if (err)
		goto remove_tree;
	return 0;

remove_tree:
	if (!pdev->is_virtfn)
		lab_tree_remove(dev);
remove_rdma:
	lab_rdma_remove(dev);
unregister:
	devl_lock(devlink);
	lab_port_unregister(dev);
	devl_unregister(devlink);
	devl_unlock(devlink);
free_vports:
	pci_set_drvdata(pdev, NULL);
	kvfree(dev->vports);
free:
	devlink_free(devlink);
disable:
	pci_disable_device(pdev);
	return err;
}

static void lab_remove(struct pci_dev *pdev)
{
	struct lab_dev *dev = pci_get_drvdata(pdev);
	struct devlink *devlink = priv_to_devlink(dev);

	if (!pdev->is_virtfn && pci_num_vf(pdev))
		lab_sriov_configure(pdev, 0);
	lab_auxiliary_remove(dev);
	if (!pdev->is_virtfn)
		lab_tree_remove(dev);
	lab_rdma_remove(dev);
	devl_lock(devlink);
	if (!pdev->is_virtfn)
		lab_sfs_remove(dev);
	devl_rate_nodes_destroy(devlink);
	lab_port_unregister(dev);
	devl_unregister(devlink);
	devl_unlock(devlink);
	pci_set_drvdata(pdev, NULL);
	kvfree(dev->vports);
	devlink_free(devlink);
	pci_disable_device(pdev);
}

static const struct pci_device_id lab_ids[] = {
	{ PCI_VDEVICE(INTEL, 0x10c9) },
	{ PCI_VDEVICE(REDHAT, 0x0010) },
	{ PCI_DEVICE(LAB_VENDOR, LAB_PF_DEVICE) },
	{ PCI_DEVICE(LAB_VENDOR, LAB_VF_DEVICE) },
	{ PCI_DEVICE(LAB_VENDOR, LAB_VF_RAW_IGB) },
	{ PCI_DEVICE(LAB_VENDOR, LAB_VF_RAW_NVME) },
	{ }
};
MODULE_DEVICE_TABLE(pci, lab_ids);

static struct pci_driver lab_driver = {
	.name = "mlx5_core",
	.id_table = lab_ids,
	.probe = lab_probe,
	.remove = lab_remove,
	.sriov_configure = lab_sriov_configure,
};

static int __init lab_init(void)
{
	int err = lab_rdma_init();

	if (err)
		return err;
	err = pci_register_driver(&lab_driver);
	if (err)
		lab_rdma_exit();
	return err;
}

static void __exit lab_exit(void)
{
	pci_unregister_driver(&lab_driver);
	lab_rdma_exit();
}

module_init(lab_init);
module_exit(lab_exit);
MODULE_DESCRIPTION("A stand-in for mlx5_core on QEMU's SR-IOV devices, for tests");
MODULE_LICENSE("GPL");
