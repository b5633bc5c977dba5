/* SPDX-License-Identifier: GPL-2.0 */
/* The lab's mlx5_core: what its files share. See README.md for what it is and what it follows. */
#ifndef MLX5_LAB_H
#define MLX5_LAB_H

#include <linux/bitmap.h>
#include <linux/etherdevice.h>
#include <linux/idr.h>
#include <linux/if_link.h>
#include <linux/if_vlan.h>
#include <linux/netdevice.h>
#include <linux/pci.h>
#include <net/devlink.h>

#define LAB_PSID "MT_0000000838"
#define LAB_FIRMWARE "28.41.1000"
#define LAB_LINK_MBPS 200000		/* both ports, up or down */
#define LAB_UPLINK_VPORT 0xffff
#define LAB_MAX_GROUP 255
#define LAB_NODE_GROUP 256		/* what a VF's config says of a devlink rate node */
#define LAB_MAX_BW_SHARE 100		/* the firmware's largest share (max_tsar_bw_share) */
#define LAB_MAX_LEVEL 4			/* the deepest level of the scheduler's tree */

extern bool lab_ofed;			/* MLNX_OFED's device/sriov tree, VGT+ and 802.1ad */
extern bool lab_ib;			/* InfiniBand ports instead of Ethernet ones */
extern bool lab_rdma;			/* a class infiniband of this driver's own */
extern uint lab_traffic;		/* packets that are counted besides a VF's first */

struct auxiliary_device;
struct lab_dev;

/* A rate group: a numbered one of OFED's sysfs, or a node of devlink. */
struct lab_group {
	struct list_head list;
	struct lab_dir *dir;		/* of a numbered group */
	struct lab_dev *dev;
	struct lab_group *parent;	/* of a node */
	int id;
	unsigned int members;
	u32 min, max;			/* Mbit/s; 0 for none */
};

struct lab_meter {
	struct lab_vport *vport;
	s64 rate, burst;
};

/* A VF's port on the e-switch. Those of all possible VFs are there as long as the PF's driver. */
struct lab_vport {
	struct lab_dev *dev;
	int index;
	u8 mac[ETH_ALEN];
	u16 vlan;
	u8 qos;
	__be16 proto;
	bool spoofchk, trust, roce, migratable;
	int link_state;			/* IFLA_VF_LINK_STATE_* */
	u32 min, max, eqs, page_limit;
	struct lab_group *group;
	u64 node_guid, port_guid;
	int policy;			/* of an InfiniBand VF */
	bool tells_node, tells_port;	/* whether netlink set the GUIDs, so that it tells them */
	struct lab_meter meters[4];
	DECLARE_BITMAP(trunk, VLAN_N_VID);
	struct devlink_port port;	/* in switchdev mode */
	struct net_device *rep;
	struct lab_dir *dir;
};

/* A function, physical or virtual, that this driver has. */
struct lab_dev {
	struct pci_dev *pdev;
	struct net_device *netdev;
	struct device *rdma;
	int rdma_number;
	struct auxiliary_device *for_rdma, *for_vdpa;
	struct devlink_port port;

	/* Of a physical function. */
	struct mutex topology;		/* which groups there are; taken before lock */
	struct mutex lock;		/* the settings */
	struct lab_vport *vports;
	unsigned int num_vfs;
	u16 mode;
	enum devlink_eswitch_encap_mode encap;
	struct list_head groups, nodes, sfs;
	struct ida sf_ids;
	atomic_t flows;			/* which the adapter carries out */
	struct lab_dir *sriov, *groups_dir;
};

static inline unsigned int lab_port_number(struct lab_dev *dev)
{
	return PCI_FUNC(dev->pdev->devfn);
}

static inline bool lab_is_switchdev(struct lab_dev *dev)
{
	return dev->mode == DEVLINK_ESWITCH_MODE_SWITCHDEV;
}

/* A directory of sysfs whose files act on an owner, and those below it. */
struct lab_dir {
	struct kobject kobj;
	struct list_head children, sibling;
	void *owner;
};

struct lab_file {
	struct attribute attr;
	ssize_t (*show)(void *owner, char *buf);
	int (*store)(void *owner, const char *buf);
};

#define LAB_FILE(prefix, file) \
	static struct lab_file prefix##_##file = { \
		.attr = { .name = #file, .mode = 0644 }, \
		.show = prefix##_##file##_show, \
		.store = prefix##_##file##_store, \
	}

struct lab_dir *lab_dir_add(struct kobject *parent, const struct attribute_group *files,
			    void *owner, const char *format, ...);
void lab_dir_remove(struct lab_dir *dir);

/* pci.c */
int lab_sriov_configure(struct pci_dev *pdev, int count);

/* vport.c: the driver's rules, whichever way a setting comes. */
struct lab_vport *lab_vport(struct lab_dev *dev, int vf);
void lab_vport_reset(struct lab_vport *vport);
void lab_vport_clear_trunk(struct lab_vport *vport);
int lab_set_mac(struct lab_vport *vport, const u8 *mac);
int lab_set_vlan(struct lab_vport *vport, u16 vlan, u8 qos, __be16 proto);
int lab_set_spoofchk(struct lab_vport *vport, bool on);
int lab_set_trust(struct lab_vport *vport, bool on);
int lab_set_link_state(struct lab_vport *vport, int state);
int lab_set_rate(struct lab_vport *vport, const u32 *min, const u32 *max);
int lab_change_trunk(struct lab_vport *vport, u16 first, u16 last, bool add);
struct pci_dev *lab_vf_function(struct pci_dev *pf, int index);
bool lab_vf_is_bound(struct lab_vport *vport);
bool lab_vf_is_ours(struct lab_vport *vport);

/* qos.c */
int lab_enter_group(struct lab_vport *vport, int id);
void lab_enter_node(struct lab_vport *vport, struct lab_group *node);
void lab_leave_scheduler(struct lab_vport *vport);
u32 lab_bw_share(struct lab_group *group);
extern const struct devlink_ops lab_inbox_ops, lab_ofed_ops, lab_vf_ops;

/* netdev.c */
struct lab_dev *lab_of(struct net_device *netdev);
struct net_device *lab_netdev_create(struct lab_dev *dev, struct devlink_port *rep);
void lab_netdev_destroy(struct net_device *netdev);

/* flows.c */
int lab_setup_tc(struct net_device *netdev, enum tc_setup_type type, void *data);

/* devlink.c */
u32 lab_port_index(struct lab_dev *dev, u16 vport);
void lab_fill_switch_id(struct lab_dev *dev, struct netdev_phys_item_id *id);
int lab_port_register(struct lab_dev *dev);
void lab_port_unregister(struct lab_dev *dev);
int lab_representors_add(struct lab_dev *dev, struct netlink_ext_ack *extack);
void lab_representors_remove(struct lab_dev *dev);
int lab_eswitch_mode_set(struct devlink *devlink, u16 mode, struct netlink_ext_ack *extack);
int lab_eswitch_mode_get(struct devlink *devlink, u16 *mode);
int lab_eswitch_inline_set(struct devlink *devlink, u8 mode, struct netlink_ext_ack *extack);
int lab_eswitch_inline_get(struct devlink *devlink, u8 *mode);
int lab_eswitch_encap_set(struct devlink *devlink, enum devlink_eswitch_encap_mode encap,
			  struct netlink_ext_ack *extack);
int lab_eswitch_encap_get(struct devlink *devlink, enum devlink_eswitch_encap_mode *encap);
int lab_info_get(struct devlink *devlink, struct devlink_info_req *req, struct netlink_ext_ack *extack);

/* subfunction.c */
int lab_sf_new(struct devlink *devlink, const struct devlink_port_new_attrs *attrs, struct netlink_ext_ack *extack,
	       struct devlink_port **port);
void lab_sfs_remove(struct lab_dev *dev);

/* sriov_sysfs.c: OFED's tree. */
int lab_tree_add(struct lab_dev *dev);
void lab_tree_remove(struct lab_dev *dev);
int lab_tree_add_vfs(struct lab_dev *dev, unsigned int count);
void lab_tree_remove_vfs(struct lab_dev *dev);
extern const struct attribute_group lab_group_files;

/* vf_files.c: the files of a VF in it. */
extern const struct attribute_group lab_ethernet_files, lab_infiniband_files, lab_paging_files, lab_meter_files;

/* rdma.c */
int lab_rdma_init(void);
void lab_rdma_exit(void);
int lab_rdma_add(struct lab_dev *dev, u64 node_guid);
void lab_rdma_remove(struct lab_dev *dev);

/* auxiliary.c */
int lab_auxiliary_add(struct lab_dev *dev);
void lab_auxiliary_remove(struct lab_dev *dev);

#endif
